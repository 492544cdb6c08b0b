public import KMSInterpreter
import Synchronization

/// Identifiers that this session has shown or bound, the latest first.
public final class SeenIDs: Sendable {
  struct Seen: Sendable {
    let id: String
    /// Type and name, as far as they are known.
    let note: String
  }

  private let limit: Int
  private let seen = Mutex<[Seen]>([])

  public init(limit: Int = 500) { self.limit = max(1, limit) }

  /// Remembers every identifier in a value, at any depth.
  public func note(_ value: Value) {
    var found: [Seen] = []
    var known: Set<String> = []
    Self.collect(value, into: &found, &known, limit: limit)
    guard !found.isEmpty else { return }
    seen.withLock { seen in
      let notes = Dictionary(seen.map { ($0.id, $0.note) }) { first, _ in first }
      let news = found.map { $0.note.isEmpty ? Seen(id: $0.id, note: notes[$0.id] ?? "") : $0 }
      seen = Array((news + seen.filter { !known.contains($0.id) }).prefix(limit))
    }
  }

  public var ids: [String] { all.map(\.id) }

  var all: [Seen] { seen.withLock { $0 } }

  private static func collect(_ value: Value, into found: inout [Seen], _ known: inout Set<String>, limit: Int) {
    guard found.count < limit else { return }
    switch value {
    case .id(let id): add(Seen(id: id, note: ""), to: &found, &known)
    case .object(let object):
      add(Seen(id: object.id, note: object.note), to: &found, &known)
      for field in object.attributes.fields { collect(field.value, into: &found, &known, limit: limit) }
    case .list(let values): for value in values { collect(value, into: &found, &known, limit: limit) }
    case .record(let record): for field in record.fields { collect(field.value, into: &found, &known, limit: limit) }
    case .table(let table):
      for row in table.rows { collect(.record(row), into: &found, &known, limit: limit) }
    case .error(let error): if let id = error.id { add(Seen(id: id, note: ""), to: &found, &known) }
    default: return
    }
  }

  private static func add(_ new: Seen, to found: inout [Seen], _ known: inout Set<String>) {
    if !new.id.isEmpty, known.insert(new.id).inserted { found.append(new) }
  }
}

extension ManagedObject {
  /// `private-key "billing"`
  fileprivate var note: String {
    let name = attributes["name"].flatMap { $0.isBlank ? nil : ValueSpelling.text($0) }
    let type = attributes["type"].flatMap { $0.isBlank ? nil : ValueText.text($0) }
    return [type, name].compactMap { $0 }.joined(separator: " ")
  }
}
