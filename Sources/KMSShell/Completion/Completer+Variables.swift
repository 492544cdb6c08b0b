import KMSInterpreter
import LineEditor

extension Completer {
  func variables(_ stem: Stem, fitting type: ValueType) -> [Completion] {
    scope.variables.filter { type.mayTake($0.value) }.compactMap {
      answer("$" + $0.name, stem, note: $0.value.type.name)
    }
  }

  /// Fields of the value that a path leads to.
  func members(of path: [String], _ stem: Stem) -> [Completion] {
    guard let name = path.first, var value = scope[name] else { return [] }
    for field in path.dropFirst() {
      guard let inner = value.fields?.field(field) else { return [] }
      value = inner
    }
    return value.memberNames.sorted().compactMap { name in
      answer(name, stem, note: value.fields?.field(name).map { String(Cell($0).text.prefix(60)) } ?? "")
    }
  }
}

extension Value {
  /// Of its own, or of its first row.
  var memberNames: [String] {
    switch self {
    case .table(let table): table.columns
    case .list(let values): values.first?.fields?.fields.map(\.name) ?? []
    default: fields?.fields.map(\.name) ?? []
    }
  }
}

extension ValueType {
  /// Whether a variable with this value is worth offering.
  fileprivate func mayTake(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, _): true
    case (.either(let types), _): types.contains { $0.mayTake(value) }
    case (.id(let many), .list): many
    case (.id, .object), (.id, .id), (.id, .text): true
    case (.list(let element), .list(let values)): values.first.map(element.mayTake) ?? true
    case (.list(let element), _): element.mayTake(value)
    case (.table, .list), (.path, .text), (.text, .id), (.enumeration, .text): true
    default: name == value.type.name
    }
  }
}
