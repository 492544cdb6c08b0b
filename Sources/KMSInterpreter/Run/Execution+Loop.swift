import KMSSyntax

/// What became of a loop: its table, and the failure that stops the script if an item failed.
struct LoopResult: Sendable {
  let table: Table
  let failure: Failure?
}

extension Execution {
  func results(of loop: Loop, in frame: Frame) async throws -> LoopResult {
    let items = try await frozen(loop.list, in: frame)
    let width = try await width(of: loop, in: frame)
    let text = "for $\(loop.name.text) in a list of \(items.count)" + (width > 1 ? " parallel=\(width)" : "")
    try await note(text, at: loop.name.span, in: frame)
    host.progress(.loopBegan(total: items.count))
    drain.enterLoop()
    defer { drain.leaveLoop() }
    let outcomes = await run(loop, over: items, width: width, in: frame)
    host.progress(.loopEnded)
    return LoopResult(
      table: LoopTable.table(items, outcomes), failure: failure(of: outcomes, loop: loop))
  }

  private func frozen(_ list: Expression, in frame: Frame) async throws -> [Value] {
    let value = try await value(of: list, in: frame)
    guard let items = value.elements else {
      throw Failure.evaluation(.typeMismatch, "'for' takes a list, found \(value.phrase)", at: list.span)
    }
    return items
  }

  private func width(of loop: Loop, in frame: Frame) async throws -> Int {
    guard let option = loop.options.first(where: { $0.name?.text == "parallel" }) else { return 1 }
    guard case .int(let width) = try await value(of: option.value, in: frame), Loop.widths.contains(width) else {
      throw Failure.evaluation(.typeMismatch, "'parallel' takes a number from 1 to 64", at: option.value.span)
    }
    return Int(width)
  }

  private func run(_ loop: Loop, over items: [Value], width: Int, in frame: Frame) async -> [ItemOutcome] {
    await withTaskGroup(of: (Int, ItemOutcome).self) { group in
      var outcomes = [ItemOutcome](repeating: .notStarted, count: items.count)
      var tally = LoopTally(total: items.count)
      var launched = 0
      while true {
        while launched < items.count, launched - tally.done < width, tally.isClean, !Task.isCancelled,
          !isDrained(frame)
        {
          let index = launched
          group.addTask { (index, await run(loop, item: index, items[index], in: frame)) }
          launched += 1
        }
        guard let (index, outcome) = await group.next() else { return outcomes }
        outcomes[index] = outcome
        tally.count(outcome)
        host.progress(tally.progress)
      }
    }
  }

  private func run(_ loop: Loop, item index: Int, _ value: Value, in frame: Frame) async -> ItemOutcome {
    var inner = frame
    inner.bindings.values[loop.name.text] = value
    inner.items.append(String(index + 1))
    inner.isQuiet = true
    inner.row = nil
    let start = interpreter.clock()
    let end = await end(of: loop, in: &inner)
    return ItemOutcome(end: end, took: max(0, interpreter.clock() &- start) / 1000)
  }

  private func end(of loop: Loop, in frame: inout Frame) async -> ItemOutcome.End {
    do {
      switch try await run(loop.body.statements, in: &frame) {
      case .next, .returned: return .done(.none)
      case .yielded(let value): return .done(value)
      case .skipped(let why): return .skipped(why)
      }
    } catch {
      return .failed(Failure(wrapping: error, at: loop.body.span))
    }
  }

  /// The gravest failure, the first in the list of several alike.
  private func failure(of outcomes: [ItemOutcome], loop: Loop) -> Failure? {
    var tally = LoopTally(total: outcomes.count)
    outcomes.forEach { tally.count($0) }
    var worst: (failure: Failure, index: Int)?
    for (index, outcome) in outcomes.enumerated() {
      guard case .failed(let failure) = outcome.end else { continue }
      if failure.kind.gravity > (worst?.failure.kind.gravity ?? -1) { worst = (failure, index) }
    }
    if let (worst, index) = worst {
      var failure = worst
      failure.diagnostic.notes.append("item \(index + 1) of \(outcomes.count): \(tally.summary)")
      return failure
    }
    guard tally.done < outcomes.count else { return nil }
    let diagnostic = Diagnostic(.cancelled, "cancelled in a loop", at: loop.name.span, notes: [tally.summary])
    return Failure(.cancelled, diagnostic)
  }
}

extension Loop {
  static let widths: ClosedRange<Int64> = 1...64
}
