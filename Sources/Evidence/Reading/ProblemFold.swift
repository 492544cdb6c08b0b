import AuditLog

/// What keeps a run from being clean, each cause once.
struct ProblemFold {
  let texts: SourceTexts
  let labels: [ItemPath: String]
  private(set) var problems: [Problem] = []
  private var explained: Set<ItemPath> = []

  init(_ texts: SourceTexts, _ loops: [Loop]) {
    self.texts = texts
    var labels: [ItemPath: String] = [:]
    for loop in loops { for item in loop.items { labels[ItemPath(loop: loop.key, index: item.index)] = item.label } }
    self.labels = labels
  }

  mutating func add(_ folded: FoldedStatement) {
    let statement = folded.statement
    guard statement.isProblem else { return }
    if let path = folded.path { explained.insert(path) }
    problems.append(
      Problem(
        title: statement.problemTitle, outcome: statement.outcome,
        error: statement.error ?? ErrorReport(message: statement.message ?? ""), statement: statement.text,
        step: statement.step, item: folded.path.flatMap { labels[$0] }, place: statement.place,
        frame: texts.frame(folded.source), seq: statement.seqs.upperBound))
  }

  /// Items that no statement explains.
  mutating func add(_ loop: Loop) {
    for item in loop.items where item.outcome.isBad && item.outcome != .unfinished {
      guard !explained.contains(ItemPath(loop: loop.key, index: item.index)) else { continue }
      problems.append(
        Problem(
          title: item.outcome == .inDoubt ? "an item is in doubt" : "an item failed", outcome: item.outcome,
          error: item.error ?? ErrorReport(message: ""), statement: nil, step: loop.step, item: item.label, place: nil,
          frame: nil, seq: item.seq ?? 0))
    }
  }

  mutating func add(_ run: Run) {
    let message: String
    if !run.isClosed {
      message = "the session has no end: it is under way, or it broke off and can be resumed"
    } else if let status = run.exitStatus, status != 0, problems.isEmpty {
      message = ExitWords.text(status)
    } else {
      return
    }
    problems.append(
      Problem(
        title: run.isClosed ? "exit status \(run.exitStatus ?? 0)" : "not finished",
        outcome: run.isClosed ? .failed : .unfinished, error: ErrorReport(message: message), statement: nil, step: nil,
        item: nil, place: nil, frame: nil, seq: run.lastSeq))
  }
}

extension Statement {
  /// What was under way and changes nothing is told of with the run or the item that broke off.
  var isProblem: Bool {
    if outcome == .cancelled { return kind == .confirm }
    return outcome.isBad && outcome != .unfinished && !isExpected
  }

  var problemTitle: String {
    let what = operation ?? text.split(separator: " ").first.map(String.init) ?? "a statement"
    return switch (kind, outcome) {
    case (.check, _): "\(what.prefix(1).uppercased())\(what.dropFirst()) failed"
    case (.confirm, .cancelled): "Not confirmed"
    case (.confirm, _): "Nobody confirmed"
    case (_, .refused): error?.reason.map { "\(what) was refused: \($0)" } ?? "\(what) was refused"
    case (_, .inDoubt): "\(what) is in doubt"
    case (_, _): "\(what) failed"
    }
  }
}

enum ExitWords {
  static func text(_ status: Int64) -> String {
    switch status {
    case 0: "everything was done"
    case 1: "a statement or an assertion failed"
    case 2: "nothing was sent: usage, parse or check error"
    case 3: "the server could not be reached, or did not know the identity"
    case 4: "more items failed than the loop allows"
    case 5: "finished with items in doubt"
    case 6: "refused by policy or approval"
    case 74: "the audit trail could not be written"
    case 130, 143: "stopped by a signal"
    default: "the run ended with exit status \(status)"
    }
  }
}
