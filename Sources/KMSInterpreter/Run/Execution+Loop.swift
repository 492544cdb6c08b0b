import KMSSyntax

/// What became of a loop: its table, and the failure that stops the script if too many items failed.
struct LoopResult: Sendable {
  let table: Table
  let failure: Failure?
}

/// A loop that has begun.
struct RunningLoop: Sendable {
  let loop: Loop
  let record: LoopRecord
  let options: LoopOptions
  /// Its place in the run.
  let key: String
  let labels: [String]

  var items: [Value] { record.items }
  var progress: Progress.Loop { Progress.Loop(key: key, name: loop.name.text) }
}

extension Execution {
  func results(of loop: Loop, in frame: Frame) async throws -> LoopResult {
    let running = try await begin(loop, in: frame)
    let count = frame.strand.count
    host.progress(.loopBegan(running.progress, total: running.items.count))
    drain.enterLoop()
    defer {
      drain.leaveLoop()
      host.progress(.loopEnded(running.progress))
    }
    let outcomes = try await run(running, in: frame)
    let failure = failure(of: outcomes, running, in: frame)
    // Items that failed within the budget stay as they are when an item around this loop is begun again.
    if failure == nil { frame.strand.settle(after: count - 1) }
    return LoopResult(table: LoopTable.table(running.items, outcomes), failure: failure)
  }

  private func begin(_ loop: Loop, in frame: Frame) async throws -> RunningLoop {
    let items = try await frozen(loop.list, in: frame)
    let options = try await options(of: loop, count: items.count, in: frame)
    let record = LoopRecord(items: items, parallel: options.parallel, budget: options.budget ?? 0)
    let site = frame.event(loop.name.span)
    try await host.note(
      StatementEvent(
        kind: .local, status: .ok, text: "for $\(loop.name.text) in a list of \(items.count)\(options.text)",
        site: site, content: .loop(record)))
    return RunningLoop(loop: loop, record: record, options: options, key: site.key, labels: record.labels)
  }

  private func frozen(_ list: Expression, in frame: Frame) async throws -> [Value] {
    let value = try await value(of: list, in: frame)
    guard let items = value.elements else {
      throw Failure.evaluation(.typeMismatch, "'for' takes a list, found \(value.phrase)", at: list.span)
    }
    return items
  }

  /// What became of each item; nothing of those that were not started.
  private func run(_ loop: RunningLoop, in frame: Frame) async throws -> [ItemRecord?] {
    if let share = try await host.share(of: loop.record, at: loop.key) {
      return try await run(loop, sharing: share, in: frame)
    }
    return try await withThrowingTaskGroup(of: ItemRecord.self) { group in
      var outcomes = [ItemRecord?](repeating: nil, count: loop.items.count)
      var tally = LoopTally(total: loop.items.count)
      var launched = 0
      while true {
        while launched < loop.options.limit(after: tally.ended, of: loop.items.count),
          launched - tally.ended < loop.options.parallel, goesOn(tally, loop, in: frame)
        {
          let index = launched
          group.addTask { try await item(index, of: loop, in: frame) }
          launched += 1
        }
        guard let outcome = try await group.next() else { return outcomes }
        outcomes[outcome.index] = outcome
        tally.count(outcome, isCanary: loop.options.isCanary(outcome.index))
        host.progress(tally.progress(of: loop))
      }
    }
  }

  func goesOn(_ tally: LoopTally, _ loop: RunningLoop, in frame: Frame) -> Bool {
    tally.isWithin(loop.options.budget ?? 0) && !Task.isCancelled && !isDrained(frame)
  }

  /// What the loop comes to: nothing where no more items failed than may; else the gravest failure, the first in the
  /// list of several alike.
  private func failure(of outcomes: [ItemRecord?], _ loop: RunningLoop, in frame: Frame) -> Failure? {
    var tally = LoopTally(total: outcomes.count)
    for case let outcome? in outcomes { tally.count(outcome, isCanary: loop.options.isCanary(outcome.index)) }
    let isAllStarted = tally.ended == outcomes.count
    let worst = Self.worst(of: outcomes)
    if let worst, !tally.isWithin(loop.options.budget ?? 0) || worst.failure.kind.stopsLoop {
      var failure = worst.failure
      failure.diagnostic.notes.append("item \(worst.index + 1) of \(outcomes.count): \(tally.summary)")
      return exceeds(loop, tally, failure)
    }
    guard !isAllStarted else { return nil }
    let diagnostic = Diagnostic(.cancelled, "cancelled in a loop", at: loop.loop.name.span, notes: [tally.summary])
    return Failure(.cancelled, diagnostic)
  }

  /// A budget that was named and spent says so; the failure that spent it is its cause.
  private func exceeds(_ loop: RunningLoop, _ tally: LoopTally, _ failure: Failure) -> Failure {
    guard let budget = loop.options.budget, failure.kind.gravity == 0 else { return failure }
    var exceeded = failure
    exceeded.kind = .budgetExceeded
    let sentence =
      tally.hasFailedCanary
      ? "a stage of the canary was not clean" : "more items failed than the budget of \(budget) allows"
    exceeded.diagnostic.notes.append(sentence)
    return exceeded
  }

  private static func worst(of outcomes: [ItemRecord?]) -> (failure: Failure, index: Int)? {
    var worst: (failure: Failure, index: Int)?
    for case let outcome? in outcomes {
      guard case .failed(let failure) = outcome.end else { continue }
      if failure.kind.gravity > (worst?.failure.kind.gravity ?? -1) { worst = (failure, outcome.index) }
    }
    return worst
  }
}
