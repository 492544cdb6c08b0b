import AuditLog

/// The loops of a run and what became of their items.
struct LoopFold {
  struct Item {
    var label: String?
    var end: (record: Record, outcome: Outcome)?
    var statements: [Int] = []
    var began: Timestamp?
    var lastSeen: Timestamp?
  }

  struct Folded {
    var text: String
    var step: String?
    var count = 0
    var labels: [String] = []
    var items: [Int: Item] = [:]
    /// Whether records say how items end; where not, their statements do.
    var isJournalled = false
  }

  private(set) var order: [String] = []
  private(set) var loops: [String: Folded] = [:]

  /// - Returns: Whether the record is about a loop or an item and not about a statement.
  mutating func add(_ record: Record) -> Bool {
    if let loop = record.entry.details["loop"] {
      begin(loop, record)
      return true
    }
    if let item = record.entry.details["item"] {
      end(item, record)
      return true
    }
    return false
  }

  private mutating func begin(_ loop: JSONValue, _ record: Record) {
    let key = record.entry.key ?? "s\(record.seq)"
    require(key, record)
    loops[key]?.text = record.entry.statement ?? ""
    loops[key]?.labels = loop["labels"]?.items?.map { $0.text ?? JournalledValue($0).text } ?? []
    loops[key]?.count = loop["count"]?.integer.flatMap { Int(exactly: $0) }.map { min(max(0, $0), 1_000_000) } ?? 0
    loops[key]?.isJournalled = true
  }

  private mutating func end(_ item: JSONValue, _ record: Record) {
    let path =
      item["loop"]?.text.flatMap { loop in
        item["index"]?.integer.flatMap { Int(exactly: $0) }.map { ItemPath(loop: loop, index: $0) }
      } ?? ItemPath(record.entry)
    guard let path, path.index >= 1 else { return }
    let outcome = item["outcome"]?.text.flatMap { Outcome(rawValue: $0) } ?? record.entry.status.map { Outcome($0) }
    require(path.loop, record)
    loops[path.loop]?.isJournalled = true
    loops[path.loop]?.items[path.index, default: Item()].end(record, outcome ?? .done, label: item["label"]?.text)
  }

  /// That a statement belongs to an item.
  mutating func note(_ statement: Int, in path: ItemPath, _ record: Record) {
    require(path.loop, record)
    loops[path.loop]?.items[path.index, default: Item()].note(statement, at: record.at)
  }

  private mutating func require(_ key: String, _ record: Record) {
    guard loops[key] == nil else { return }
    order.append(key)
    loops[key] = Folded(text: "", step: record.entry.source?.step)
  }
}

extension LoopFold.Item {
  fileprivate mutating func note(_ statement: Int, at time: Timestamp) {
    if statements.last != statement { statements.append(statement) }
    began = began ?? time
    lastSeen = time
  }

  /// What is done stays done.
  fileprivate mutating func end(_ record: Record, _ outcome: Outcome, label: String?) {
    self.label = label ?? self.label
    if end?.outcome != .done { end = (record, outcome) }
  }
}
