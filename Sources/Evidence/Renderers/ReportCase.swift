import AuditLog

/// A line of JUnit and TAP: an item, a check, or a statement outside the loops.
struct ReportCase: Hashable {
  enum Verdict: Hashable {
    case passed, failed, broken, skipped

    init(_ outcome: Outcome) {
      self =
        switch outcome {
        case .done, .rehearsed: .passed
        case .refused, .failed: .failed
        case .inDoubt, .unfinished: .broken
        case .skipped, .cancelled, .notStarted: .skipped
        }
    }
  }

  let name: String
  /// Such as `item`, `check`, `command`.
  let kind: String
  let verdict: Verdict
  let outcome: Outcome
  var tookMicroseconds: Int64 = 0
  var error: ErrorReport?
  var message: String?
  var place: Place?
  var seq: Int64?
}

/// The cases of a step, or of what stands in no step.
struct ReportSuite {
  let name: String
  let began: String
  var cases: [ReportCase] = []
  var tookMicroseconds: Int64 = 0

  func count(_ verdict: ReportCase.Verdict) -> Int { cases.count { $0.verdict == verdict } }
}

extension RunReport {
  /// Never empty: a run without statements has its end as a case.
  var suites: [ReportSuite] {
    var suites = [ReportSuite(name: run.script ?? "kmsh", began: run.began.description)]
    var places: [String: Int] = [:]
    for step in steps {
      places[step.title] = suites.count
      suites.append(
        ReportSuite(name: step.title, began: step.began.description, tookMicroseconds: step.tookMicroseconds))
    }
    func add(_ line: ReportCase, to step: String?) { suites[step.flatMap { places[$0] } ?? 0].cases.append(line) }
    for statement in statements { if let line = ReportCase(statement) { add(line, to: statement.step) } }
    for loop in loops { for item in loop.items { add(ReportCase(item), to: loop.step) } }
    if let ending { suites[0].cases.append(ending) }
    suites[0].tookMicroseconds = suites[0].cases.reduce(0) { $0 &+ $1.tookMicroseconds }
    return suites.filter { !$0.cases.isEmpty }
  }

  /// The end of the run, where it says something that no other case does.
  private var ending: ReportCase? {
    let isClean = run.isClosed && run.exitStatus == 0
    let isTold = problems.contains { $0.outcome != .unfinished && $0.seq != run.lastSeq }
    if run.isClosed, isTold { return nil }
    let outcome: Outcome = isClean ? .done : run.isClosed ? .failed : .unfinished
    return ReportCase(
      name: "the run ends well", kind: "run", verdict: .init(outcome), outcome: outcome,
      error: isClean ? nil : problems.last?.error, seq: run.lastSeq)
  }
}

extension ReportCase {
  init(_ item: LoopItem) {
    self.init(
      name: item.label, kind: "item", verdict: Verdict(item.outcome), outcome: item.outcome,
      tookMicroseconds: (item.tookMilliseconds ?? 0).multipliedClamping(by: 1000), error: item.error,
      message: item.error?.message, seq: item.seq)
  }

  /// - Returns: Nothing for what an item's case tells of, and for what touches nothing.
  init?(_ statement: Statement) {
    let isInItem = statement.item != nil || statement.key?.contains("/") == true
    switch statement.kind {
    case .check, .confirm: break
    case .command where !isInItem: break
    case .local where statement.isProblem && !isInItem: break
    case .command, .local: return nil
    }
    self.init(
      name: statement.text, kind: statement.kind.rawValue,
      verdict: statement.isExpected ? .passed : Verdict(statement.outcome), outcome: statement.outcome,
      tookMicroseconds: statement.tookMicroseconds ?? 0, error: statement.error, message: statement.message,
      place: statement.place, seq: statement.seqs.upperBound)
  }

  /// What is known of it beyond its name, a line a fact.
  var facts: [(name: String, value: String)] {
    let facts: [(String, String?)] = [
      ("outcome", outcome.rawValue), ("message", error?.message ?? message), ("code", error?.code),
      ("phase", error?.phase), ("operation", error?.operation), ("id", error?.id), ("reason", error?.reason),
      ("applied", error?.applied), ("hint", error?.hint), ("place", place.map { "\($0.file):\($0.line)" }),
      ("record", seq.map(String.init)),
    ]
    return facts.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } }
  }
}
