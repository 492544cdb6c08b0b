import KMSSyntax

extension Execution {
  /// Takes items as long as there are any that no other runner has taken. A stage of the canary is over when every
  /// runner is through with it.
  func run(_ loop: RunningLoop, sharing share: any LoopShare, in frame: Frame) async throws -> [ItemRecord?] {
    var outcomes = [ItemRecord?](repeating: nil, count: loop.items.count)
    var tally = LoopTally(total: loop.items.count)
    for limit in loop.options.stages(of: loop.items.count) {
      try await take(below: limit, of: loop, from: share, &outcomes, &tally, in: frame)
      guard goesOn(tally, loop, in: frame) else { break }
      add(try await share.others(below: limit), of: loop, to: &outcomes, &tally, in: frame)
      guard goesOn(tally, loop, in: frame) else { break }
    }
    return outcomes
  }

  private func take(
    below limit: Int, of loop: RunningLoop, from share: any LoopShare, _ outcomes: inout [ItemRecord?],
    _ tally: inout LoopTally, in frame: Frame
  ) async throws {
    try await withThrowingTaskGroup(of: ItemRecord.self) { group in
      var running = 0
      while true {
        add(try await share.news(), of: loop, to: &outcomes, &tally, in: frame)
        while running < loop.options.parallel, goesOn(tally, loop, in: frame),
          let index = try await share.claim(below: limit), outcomes.indices.contains(index)
        {
          group.addTask {
            let outcome = try await item(index, of: loop, in: frame)
            if outcome.isOnRecord { try await share.finish(outcome) }
            return outcome
          }
          running += 1
        }
        guard let outcome = try await group.next() else {
          guard goesOn(tally, loop, in: frame), try await share.isAwaited(below: limit) else { return }
          continue
        }
        running -= 1
        outcomes[outcome.index] = outcome
        tally.count(outcome, isCanary: loop.options.isCanary(outcome.index))
        host.progress(tally.progress(of: loop))
      }
    }
  }

  private func add(
    _ news: [ItemRecord], of loop: RunningLoop, to outcomes: inout [ItemRecord?], _ tally: inout LoopTally,
    in frame: Frame
  ) {
    let unknown = news.filter { outcomes.indices.contains($0.index) && outcomes[$0.index] == nil }
    for outcome in unknown {
      outcomes[outcome.index] = kept(outcome, of: loop, in: frame)
      tally.count(outcome, isCanary: loop.options.isCanary(outcome.index))
    }
    if !unknown.isEmpty { host.progress(tally.progress(of: loop)) }
  }
}
