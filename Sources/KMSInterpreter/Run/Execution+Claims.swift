import KMSSyntax

extension Execution {
  func assert(_ expression: Expression, why: Expression?, at span: Span, in frame: Frame) async throws {
    let claim = try await condition(expression, in: frame)
    let why = claim.holds ? nil : try await reason(why, expression, in: frame)
    try await note(
      "assert \(expression.span.words)", claim.holds ? .ok : .failed, kind: .check, message: why, at: span, in: frame)
    guard let why else { return }
    throw Failure.evaluation(.assertionFailed, why, at: expression.span, label: claim.finding)
  }

  func check(_ expression: Expression, why: Expression?, at span: Span, in frame: Frame) async throws {
    let claim = try await condition(expression, in: frame)
    let why = claim.holds ? nil : try await reason(why, expression, in: frame)
    try await note(
      "check \(expression.span.words)", claim.holds ? .ok : .failed, kind: .check, message: why, at: span, in: frame)
    guard let why else { return }
    ledger.note(failedCheck: Diagnostic(.checkFailed, why, at: expression.span, label: claim.finding))
    if !frame.items.isEmpty { frame.strand.note(failedChecks: [why]) }
  }

  private func reason(_ why: Expression?, _ expression: Expression, in frame: Frame) async throws -> String {
    guard let why else { return "it does not hold that \(expression.span.words)" }
    return try await text(of: why, in: frame)
  }

  func fail(_ why: Expression, at span: Span, in frame: Frame) async throws {
    let why = try await text(of: why, in: frame)
    try await note("fail \(Unparser.quote(why))", .failed, message: why, at: span, in: frame)
    throw Failure.evaluation(.failed, why, at: span)
  }

  func confirm(_ question: Expression, at span: Span, in frame: Frame) async throws {
    let question = try await text(of: question, in: frame)
    let words = "confirm \(Unparser.quote(question))"
    let agrees: Bool
    do {
      agrees = try await host.confirm(question, at: frame.event(span))
    } catch {
      try await note(words, .failed, kind: .confirm, message: "nobody answered", at: span, in: frame)
      throw unanswered(error, at: span)
    }
    try await note(
      words, agrees ? .ok : .cancelled, kind: .confirm, message: agrees ? "yes" : "no", at: span, in: frame)
    guard !agrees else { return }
    throw Failure(.denied, Diagnostic(.cannotConfirm, "not confirmed: \(question)", at: span))
  }

  private func unanswered(_ error: any Error, at span: Span) -> Failure {
    var failure = Failure(wrapping: error, at: span)
    if failure.diagnostic.code == .cannotConfirm { failure.kind = .denied }
    return failure
  }

  func assertFails(_ reasons: [Name], _ statement: Statement, at span: Span, in frame: Frame) async throws {
    let wanted = reasons.map { Word.normal($0.text) }
    let words = "assert fails(\(wanted.joined(separator: ", "))) { \(statement.span.words) }"
    let finding = try await refusal(of: statement, in: frame)
    let holds = finding.map { wanted.contains("any") || wanted.contains($0) } ?? false
    let found = finding.map { "it was refused with \($0)" } ?? "it succeeded"
    try await note(words, holds ? .ok : .failed, kind: .check, message: found, at: span, in: frame)
    guard !holds else { return }
    let wish = wanted == ["any"] ? "a refusal" : wanted.joined(separator: " or ")
    throw Failure.evaluation(.assertionFailed, "\(wish) was expected, and \(found)", at: statement.span)
  }

  /// The reason that the server or a local rule gave, or nothing where the statement succeeded.
  private func refusal(of statement: Statement, in frame: Frame) async throws -> String? {
    var inner = frame
    inner.isQuiet = true
    let count = frame.strand.count
    do {
      _ = try await execute(statement, in: &inner)
      return nil
    } catch let failure as Failure where failure.kind == .refused {
      guard let reason = failure.value.reason else { throw failure }
      frame.strand.settle(after: count)
      return Word.normal(reason)
    }
  }

  /// `try`: only a refusal is caught.
  func attempt(
    _ body: Block, error: Name?, otherwise: Block?, at span: Span, in frame: Frame
  ) async throws -> Flow {
    let count = frame.strand.count
    do {
      return try await run(body, in: frame)
    } catch let failure as Failure where failure.kind == .refused {
      frame.strand.settle(after: count)
      try await note("try", message: failure.value.message, at: span, in: frame)
      guard let otherwise else { return .next }
      var inner = frame
      if let error { inner.bindings.values[error.text] = .error(failure.value) }
      return try await run(otherwise, in: inner)
    }
  }
}
