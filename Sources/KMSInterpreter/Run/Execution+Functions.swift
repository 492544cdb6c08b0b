import KMSSyntax

extension Execution {
  /// `name(…)`: a pure function or a `def`; a `def` of the same name comes first nowhere, the checker refuses it.
  func apply(_ name: Name, _ arguments: [Argument], in frame: Frame) async throws -> Value {
    if let function = PureFunction.named(name.text) {
      return try await apply(function, arguments, named: name, in: frame)
    }
    if let closure = frame.bindings.closures[name.text] {
      return try await apply(closure, arguments, named: name, in: frame)
    }
    throw Failure.evaluation(.unknownFunction, "there is no function '\(name.text)'", at: name.span)
  }

  private func apply(
    _ function: PureFunction, _ arguments: [Argument], named name: Name, in frame: Frame
  ) async throws -> Value {
    let values = try await values(of: arguments.map(\.value), in: frame)
    guard function.takes(values.count) else {
      throw Failure(.assertion, .wrongCount(function, values.count, at: name.span))
    }
    for (index, value) in values.enumerated() {
      try hold(value, against: function, at: arguments[index].span, index: index)
    }
    return try function.body(values, PureFunction.Context(span: name.span, fingerprint: interpreter.fingerprint))
  }

  private func hold(_ value: Value, against function: PureFunction, at span: Span, index: Int) throws {
    guard !value.holdsSecret || function.takesSecrets else {
      throw Failure(.assertion, .secret("'\(function.name)' takes no secret", at: span, hint: .secretUses))
    }
    guard let type = function.type(at: index), type.accepts(value.type) else {
      let wish = function.type(at: index)?.phrase ?? "nothing"
      throw Failure.evaluation(.typeMismatch, "'\(function.name)' takes \(wish), found \(value.phrase)", at: span)
    }
  }
}

extension Diagnostic {
  static func wrongCount(_ function: PureFunction, _ count: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongArgumentCount, "'\(function.name)' is given \(count) \(count == 1 ? "value" : "values")", at: span,
      hint: "write \(function.signature)")
  }
}
