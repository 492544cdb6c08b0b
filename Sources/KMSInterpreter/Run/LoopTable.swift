/// What became of one item of a loop.
struct ItemOutcome: Sendable {
  enum End: Sendable {
    case notStarted
    case done(Value)
    case skipped(String)
    case failed(Failure)
  }

  let end: End
  /// Milliseconds.
  let took: Int64

  static let notStarted = ItemOutcome(end: .notStarted, took: 0)

  var word: String {
    switch end {
    case .notStarted: "not-started"
    case .done: "done"
    case .skipped: "skipped"
    case .failed(let failure): failure.kind == .inDoubt ? "in-doubt" : "failed"
    }
  }

  fileprivate var value: Value { if case .done(let value) = end { value } else { .none } }

  fileprivate var error: Value {
    switch end {
    case .failed(let failure): .error(failure.value)
    case .skipped(let why): .text(why)
    case .notStarted, .done: .none
    }
  }

  fileprivate var tookValue: Value { if case .notStarted = end { .none } else { .duration(took) } }
}

/// A loop as a value.
///
/// Where the loop yields records, each row has their fields, too, so that `$row.old` and `columns=[old, new]` find
/// them.
enum LoopTable {
  static let columns = ["item", "outcome", "value", "error", "took"]

  static func table(_ items: [Value], _ outcomes: [ItemOutcome]) -> Table {
    let yielded = yieldedNames(outcomes)
    let rows = zip(items, outcomes).map { row($0, $1, yielded) }
    return Table(columns: columns, rows: rows)
  }

  private static func yieldedNames(_ outcomes: [ItemOutcome]) -> [String] {
    var names: [String] = []
    var seen = Set(columns)
    for outcome in outcomes {
      guard case .record(let record) = outcome.value else { continue }
      for field in record.fields where seen.insert(field.name).inserted { names.append(field.name) }
    }
    return names
  }

  private static func row(_ item: Value, _ outcome: ItemOutcome, _ yielded: [String]) -> Record {
    var fields: [(name: String, value: Value)] = [
      ("item", item), ("outcome", .enumeration(outcome.word)), ("value", outcome.value), ("error", outcome.error),
      ("took", outcome.tookValue),
    ]
    let record = if case .record(let record) = outcome.value { record } else { Record() }
    for name in yielded { fields.append((name, record[name] ?? .none)) }
    return Record(fields)
  }
}

/// How far a loop has come.
struct LoopTally: Sendable {
  let total: Int
  private(set) var done = 0
  private var succeeded = 0
  private var failed = 0
  private var skipped = 0
  private var inDoubt = 0

  init(total: Int) { self.total = total }

  var isClean: Bool { failed == 0 && inDoubt == 0 }
  var progress: Progress { .loop(done: done, failed: failed, skipped: skipped, inDoubt: inDoubt, total: total) }

  var summary: String {
    let parts = [
      (succeeded, "done"), (failed, "failed"), (skipped, "skipped"), (inDoubt, "in doubt"),
      (total - done, "not started"),
    ]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  mutating func count(_ outcome: ItemOutcome) {
    switch outcome.end {
    case .notStarted: return
    case .done: succeeded += 1
    case .skipped: skipped += 1
    case .failed(let failure): if failure.kind == .inDoubt { inDoubt += 1 } else { failed += 1 }
    }
    done += 1
  }
}
