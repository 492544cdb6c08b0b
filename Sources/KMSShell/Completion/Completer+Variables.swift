import KMSInterpreter
import LineEditor

extension Completer {
  func variables(_ stem: Stem, fitting type: ValueType) -> [Completion] {
    names.known.filter { type.mayTake($0.type) }.compactMap { answer("$" + $0.name, stem, note: $0.type.name) }
  }

  /// Fields of the value that a path leads to.
  func members(of path: [String], _ stem: Stem) -> [Completion] {
    names.members(of: path).sorted { $0.name < $1.name }.compactMap { answer($0.name, stem, note: $0.note) }
  }
}

extension ValueType {
  /// Whether a variable of this type is worth offering.
  fileprivate func mayTake(_ given: ValueType) -> Bool {
    switch (self, given) {
    case (.any, _), (_, .any): true
    case (.either(let types), _): types.contains { $0.mayTake(given) }
    case (_, .either(let types)): types.contains { mayTake($0) }
    case (.id(let many), .list): many
    case (.id, .object), (.id, .id), (.id, .text): true
    case (.list(let element), .list(let inner)): element.mayTake(inner)
    case (.list(let element), _): element.mayTake(given)
    case (.table, .list), (.path, .text), (.text, .id), (.enumeration, .text): true
    default: name == given.name
    }
  }
}
