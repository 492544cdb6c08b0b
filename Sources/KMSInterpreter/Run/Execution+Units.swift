import KMSSyntax

extension Execution {
  func run(_ step: Step, at span: Span, in frame: inout Frame) async throws -> Flow {
    let title = try await text(of: step.title, in: frame)
    let outer = frame.step
    frame.step = title
    defer { frame.step = outer }
    host.progress(.stepBegan(title))
    do {
      try await note("step \(Unparser.quote(title))", content: .stepBegan(title: title), at: span, in: frame)
      let flow = try await runWithin(step, in: &frame)
      try await end(step, title, .ok, at: span, in: frame)
      return flow
    } catch {
      let failure = Failure(wrapping: error, at: span)
      var aftermath = frame
      aftermath.isAftermath = true
      if failure.kind != .audit { try await end(step, title, .failed, at: span, in: aftermath) }
      throw failure
    }
  }

  private func end(
    _ step: Step, _ title: String, _ status: StatementEvent.Status, at span: Span, in frame: Frame
  ) async throws {
    host.progress(.stepEnded(title, succeeded: status == .ok))
    try await note(
      "end of step \(Unparser.quote(title))", status, content: .stepEnded(title: title), at: span, in: frame)
  }

  /// What the step binds the following steps see, also where it fails.
  private func runWithin(_ step: Step, in frame: inout Frame) async throws -> Flow {
    guard let limit = try await timeout(of: step, in: frame) else {
      return try await run(step.body.statements, in: &frame)
    }
    let scope = Scope()
    defer { frame.bindings = scope.bindings }
    scope.bindings = frame.bindings
    return try await within(limit, "the step", at: step.title.span) { [frame] in
      var inner = frame
      defer { scope.bindings = inner.bindings }
      return try await run(step.body.statements, in: &inner)
    }
  }

  private func timeout(of step: Step, in frame: Frame) async throws -> Int64? {
    guard let option = step.options.first else { return nil }
    guard case .duration(let limit) = try await value(of: option.value, in: frame), limit > 0 else {
      throw Failure.evaluation(.typeMismatch, "'timeout' takes a duration, such as 30s", at: option.value.span)
    }
    return limit
  }

  /// `param`: what the command line gives, or else its default.
  func bind(_ parameter: Parameter, in frame: inout Frame) async throws {
    let name = parameter.name.text
    let value =
      if let given = parameters[scriptParameter: name] {
        try typed(given, as: parameter, at: parameter.name.span)
      } else {
        try await initial(parameter, in: frame)
      }
    frame.bindings.values[name] = value
    try await note(
      "param \(name) = \(ValueSpelling.text(value))", content: .parameter(name: name, value),
      at: parameter.name.span, in: frame)
  }

  func initial(_ parameter: Parameter, in frame: Frame) async throws -> Value {
    guard let initial = parameter.initial else {
      throw Failure.evaluation(
        .missingParameter, "the script wants '\(parameter.name.text)'", at: parameter.name.span)
    }
    return try await slotValue(initial, for: parameter.row, in: frame)
  }

  private func typed(_ value: Value, as parameter: Parameter, at span: Span) throws -> Value {
    guard let type = ValueType(named: parameter.type.text) else { return value }
    guard let typed = type.coerced(value) else {
      throw Failure(
        .assertion, .wrongType(parameter.name.text, type, found: value.phrase, at: span, code: .typeMismatch))
    }
    return typed
  }

  func define(_ function: Function, at span: Span, in frame: inout Frame) async throws {
    let closure = Closure(function: function, bindings: frame.bindings, program: frame.program)
    frame.bindings.closures[function.name.text] = closure
    try await note("def \(function.name.text)", at: span, in: frame)
  }

  /// Takes in the definitions and parameters of another file.
  func use(_ path: String, at span: Span, in frame: inout Frame) async throws {
    guard let program = frame.program.uses[path] else {
      throw Failure.evaluation(.useFailed, "'\(path)' was not read", at: span)
    }
    try await note("use \(Unparser.quote(path))", at: span, in: frame)
    var inner = Frame(bindings: Bindings(), program: program, strand: frame.strand)
    _ = try await run(program.script.statements, in: &inner)
    frame.bindings.values.merge(inner.bindings.values) { _, new in new }
    frame.bindings.closures.merge(inner.bindings.closures) { _, new in new }
  }
}

extension Parameter {
  /// The parameter as a row, so that a function's slots are like a command's.
  var row: CommandParameter {
    CommandParameter(
      name.text, ValueType(named: type.text) ?? .any, .positional, required: initial == nil, help: help ?? "")
  }
}
