import KMSSyntax

extension ItemRecord {
  fileprivate var value: Value { if case .done(let value) = end { value } else { .none } }

  fileprivate var error: Value {
    switch end {
    case .failed(let failure): .error(failure.value)
    case .skipped(let why): .text(why)
    case .done: .none
    }
  }
}

/// A loop as a value.
///
/// Where the loop yields records, each row has their fields, too, so that `$row.old` and `columns=[old, new]` find
/// them.
enum LoopTable {
  static let columns = ["item", "outcome", "value", "error", "took"]

  static func table(_ items: [Value], _ outcomes: [ItemRecord?]) -> Table {
    let yielded = yieldedNames(outcomes)
    let rows = zip(items, outcomes).map { row($0, $1, yielded) }
    return Table(columns: columns, rows: rows)
  }

  private static func yieldedNames(_ outcomes: [ItemRecord?]) -> [String] {
    var names: [String] = []
    var seen = Set(columns)
    for case .record(let record)? in outcomes.map({ $0?.value }) {
      for field in record.fields where seen.insert(field.name).inserted { names.append(field.name) }
    }
    return names
  }

  private static func row(_ item: Value, _ outcome: ItemRecord?, _ yielded: [String]) -> Record {
    var fields: [(name: String, value: Value)] = [
      ("item", item), ("outcome", .enumeration(outcome?.outcome ?? "not-started")), ("value", outcome?.value ?? .none),
      ("error", outcome?.error ?? .none), ("took", outcome.map { .duration($0.took) } ?? .none),
    ]
    let record = if case .record(let record)? = outcome?.value { record } else { Record() }
    for name in yielded { fields.append((name, record[name] ?? .none)) }
    return Record(fields)
  }
}

/// How far a loop has come.
struct LoopTally: Sendable {
  let total: Int
  private(set) var ended = 0
  private(set) var hasFailedCanary = false
  private var succeeded = 0
  private var failed = 0
  private var skipped = 0
  private var inDoubt = 0
  private var isStopped = false

  init(total: Int) { self.total = total }

  /// Whether no more items than `budget` failed or are in doubt, and none in a stage of the canary.
  func isWithin(_ budget: Int) -> Bool { failed + inDoubt <= budget && !hasFailedCanary && !isStopped }

  func progress(of loop: RunningLoop) -> Progress {
    .loop(
      loop.progress, Progress.Count(done: ended, failed: failed, skipped: skipped, inDoubt: inDoubt, total: total))
  }

  var summary: String {
    let parts = [
      (succeeded, "done"), (failed, "failed"), (skipped, "skipped"), (inDoubt, "in doubt"),
      (total - ended, "not started"),
    ]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  mutating func count(_ outcome: ItemRecord, isCanary: Bool) {
    ended += 1
    switch outcome.end {
    case .done: succeeded += 1
    case .skipped: skipped += 1
    case .failed(let failure):
      if failure.kind == .inDoubt { inDoubt += 1 } else { failed += 1 }
      if isCanary { hasFailedCanary = true }
      if failure.kind.stopsLoop { isStopped = true }
    }
  }
}
