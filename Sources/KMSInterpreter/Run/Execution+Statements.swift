import KMSSyntax

extension Execution {
  func execute(_ statement: Statement, in frame: inout Frame) async throws -> Flow {
    let span = statement.span
    switch statement.kind {
    case .version: return .next
    case .param(let parameter): try await bind(parameter, in: &frame)
    case .bind(let name, let expression): try await bind(name, expression, in: &frame)
    case .if(let branches, let otherwise): return try await choose(branches, otherwise, at: span, in: frame)
    case .for(let loop): try await run(loop, in: frame)
    case .step(let step): return try await run(step, at: span, in: &frame)
    case .assert(let condition, let why): try await assert(condition, why: why, at: span, in: frame)
    case .assertFails(let reasons, let body): try await assertFails(reasons, body, at: span, in: frame)
    case .check(let condition, let why): try await check(condition, why: why, at: span, in: frame)
    case .fail(let why): try await fail(why, at: span, in: frame)
    case .confirm(let question): try await confirm(question, at: span, in: frame)
    case .try(let body, let error, let otherwise):
      return try await attempt(body, error: error, otherwise: otherwise, at: span, in: frame)
    case .def(let function): try await define(function, at: span, in: &frame)
    case .use(let path, _): try await use(path, at: span, in: &frame)
    case .yield(let expression): return .yielded(try await value(of: expression, in: frame))
    case .return(let expression):
      return .returned(try await expression.mapAsync { try await value(of: $0, in: frame) } ?? .none)
    case .skip(let why): return try await skip(why, at: span, in: frame)
    case .expression(let expression): return try await express(expression, in: frame)
    case .wait(let wait): try await self.wait(wait, at: span, in: frame)
    case .identity(let identity): return try await run(identity, at: span, in: frame)
    case .require: return .next
    }
    return .next
  }

  private func bind(_ name: Name, _ expression: Expression, in frame: inout Frame) async throws {
    if case .loop(let loop) = expression.kind {
      let result = try await results(of: loop, in: frame)
      frame.bindings.values[name.text] = try ValueLimits.admit(.table(result.table), at: name.span)
      if let failure = result.failure { throw failure }
      return
    }
    let value = try ValueLimits.admit(await value(of: expression, in: frame), at: expression.span)
    frame.bindings.values[name.text] = value
    if !frame.isQuiet { ledger.answer(nil) }
    guard !expression.callsCommand else { return }
    try await note(
      "let $\(name.text) = \(ValueSpelling.text(value, fingerprint: interpreter.fingerprint))", at: name.span, in: frame
    )
  }

  private func choose(
    _ branches: [Branch], _ otherwise: Block?, at span: Span, in frame: Frame
  ) async throws -> Flow {
    for branch in branches {
      let holds = try await condition(branch.condition, in: frame).holds
      try await note("if \(branch.condition.span.words)", message: holds ? "true" : "false", at: span, in: frame)
      if holds { return try await run(branch.body, in: frame) }
    }
    guard let otherwise else { return .next }
    return try await run(otherwise, in: frame)
  }

  private func run(_ loop: Loop, in frame: Frame) async throws {
    if let failure = try await results(of: loop, in: frame).failure { throw failure }
  }

  private func skip(_ why: Expression, at span: Span, in frame: Frame) async throws -> Flow {
    let why = try await text(of: why, in: frame)
    try await note("skip \(Unparser.quote(why))", .skipped, message: why, at: span, in: frame)
    return .skipped(why)
  }

  private func express(_ expression: Expression, in frame: Frame) async throws -> Flow {
    if case .loop(let loop) = expression.kind {
      try await run(loop, in: frame)
      return .next
    }
    let value = try await value(of: expression, in: frame)
    if !frame.isQuiet { ledger.answer(value) }
    if !expression.callsCommand {
      try await note(expression.span.words, message: ValueSpelling.text(value), at: expression.span, in: frame)
    }
    guard !value.isNone, !frame.isQuiet else { return .next }
    try await host.show(value, at: frame.site(expression.span))
    return .next
  }

  /// The value of a message, which is text or reads as text.
  func text(of expression: Expression, in frame: Frame) async throws -> String {
    let value = try await value(of: expression, in: frame)
    return try readable(value, at: expression.span)
  }

  func readable(_ value: Value, at span: Span) throws -> String {
    guard !value.holdsSecret else {
      throw Failure(.assertion, .secret("a secret has no text", at: span, hint: .secretUses))
    }
    return ValueText.text(value)
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func mapAsync<Result>(_ body: (Wrapped) async throws -> Result) async throws -> Result? {
    guard let self else { return nil }
    return try await body(self)
  }
}

extension String {
  static let secretUses = "compare it with same(…), measure it with size(…), keep it with save"
}
