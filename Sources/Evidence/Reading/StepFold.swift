import AuditLog

/// The steps of a run, as their own records tell of them or as the statements in them do.
struct StepFold {
  private struct Folded {
    var step: Step
    var isEnded = false
    var hasBegun = false
  }

  private var steps: [Folded] = []
  private var places: [String: Int] = [:]

  /// - Returns: Whether the record is about a step and not about a statement.
  mutating func add(_ record: Record) -> Bool {
    let entry = record.entry
    guard let details = entry.details["step"], let title = details["title"]?.text else {
      if let title = entry.source?.step { note(title, record) }
      return false
    }
    let place = note(title, record)
    if details["event"]?.text == "ended" {
      steps[place].isEnded = true
      steps[place].step.outcome = entry.status.map { Outcome($0) } ?? .done
    } else {
      steps[place].hasBegun = true
    }
    return true
  }

  @discardableResult
  private mutating func note(_ title: String, _ record: Record) -> Int {
    if let place = places[title] {
      steps[place].step.ended = max(steps[place].step.ended, record.at)
      return place
    }
    places[title] = steps.count
    let step = Step(title: title, outcome: .unfinished, began: record.at, ended: record.at, seq: record.seq)
    steps.append(Folded(step: step))
    return steps.count - 1
  }

  func steps(_ statements: [FoldedStatement], of run: Run) -> [Step] {
    var bad: [String: Outcome] = [:]
    for folded in statements where folded.statement.outcome.isBad && !folded.statement.isExpected {
      if let step = folded.statement.step, bad[step] != .inDoubt { bad[step] = folded.statement.outcome }
    }
    return steps.map { folded in
      var step = folded.step
      if !folded.isEnded { step.outcome = bad[step.title] ?? (run.isClosed && !folded.hasBegun ? .done : .unfinished) }
      step.tookMicroseconds = run.microseconds(from: step.began, to: step.ended)
      return step
    }
  }
}
