import KMSSyntax

extension Execution {
  func run(_ step: Step, at span: Span, in frame: inout Frame) async throws -> Flow {
    let title = try await text(of: step.title, in: frame)
    let outer = frame.step
    frame.step = title
    defer { frame.step = outer }
    host.progress(.stepBegan(title))
    do {
      try await note("step \(Unparser.quote(title))", at: span, in: frame)
      let flow = try await run(step.body.statements, in: &frame)
      host.progress(.stepEnded(title, succeeded: true))
      return flow
    } catch {
      host.progress(.stepEnded(title, succeeded: false))
      throw error
    }
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
    try await note("param \(name) = \(ValueSpelling.text(value))", at: parameter.name.span, in: frame)
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
    var inner = Frame(bindings: Bindings(), program: program)
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
