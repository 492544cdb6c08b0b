import KMSSyntax

/// One run of a program.
struct Execution: Sendable {
  let interpreter: Interpreter
  let ledger: Ledger
  let parameters: [String: Value]
  let now: Int64
  let drain: Drain

  var commands: CommandTable { interpreter.commands }
  var host: any Host { interpreter.host }

  /// Runs statements one after the other. The first failure skips the rest but for steps that run always,
  /// and so does leaving a loop's item or a function.
  func run(_ statements: [Statement], in frame: inout Frame) async throws -> Flow {
    var flow = Flow.next
    var failure: Failure?
    let isAftermath = frame.isAftermath
    defer { frame.isAftermath = isAftermath }
    // Without a record nothing more is sent, not even what runs always.
    for statement in statements
    where (failure == nil && flow.isNext) || (statement.runsAlways && failure?.kind != .audit) {
      if failure != nil { frame.isAftermath = true }
      do {
        let left = try await runUnlessCancelled(statement, in: &frame)
        if flow.isNext { flow = left }
      } catch {
        let caught = Failure(wrapping: error, at: statement.span)
        if failure == nil { failure = caught } else { ledger.note(aftermath: caught) }
      }
    }
    if let failure { throw failure }
    return flow
  }

  func run(_ block: Block, in frame: Frame) async throws -> Flow {
    var inner = frame
    return try await run(block.statements, in: &inner)
  }

  private func runUnlessCancelled(_ statement: Statement, in frame: inout Frame) async throws -> Flow {
    // What runs always tidies up after a loop that was drained.
    if statement.runsAlways { drain.end() }
    guard !Task.isCancelled, !isDrained(frame) else {
      let failure = Failure(.cancelled, Diagnostic(.cancelled, "cancelled before this statement", at: statement.span))
      throw failure
    }
    return try await execute(statement, in: &frame)
  }

  /// Items that are under way go on; the script around the loop does not.
  func isDrained(_ frame: Frame) -> Bool { frame.items.isEmpty && drain.isRequested }

  /// Puts a statement on record that calls no command.
  func note(
    _ text: String, _ status: StatementEvent.Status = .ok, kind: StatementEvent.Kind = .local, message: String? = nil,
    content: StatementEvent.Content? = nil, at span: Span, in frame: Frame
  ) async throws {
    let event = StatementEvent(
      kind: kind, status: status, text: text, message: message, site: frame.event(span), content: content)
    try await host.note(event)
  }
}
