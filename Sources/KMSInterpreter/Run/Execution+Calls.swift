import KMSSyntax

extension Execution {
  func run(_ call: Call, at span: Span, fed: Value? = nil, in frame: Frame) async throws -> Value {
    guard let command = commands.row(of: call) else {
      if let closure = frame.bindings.closures[call.name.text] {
        return try await apply(closure, call.arguments, named: call.name, fed: fed, in: frame)
      }
      throw Failure(.assertion, .unknownCommand(call.name, among: commands.names))
    }
    let values = try await bound(call.arguments, to: command.parameters, of: call.name, fed: fed, in: frame)
    let site = frame.event(span)
    let arguments = Arguments(
      Dictionary(values.map { ($0.parameter.name, Arguments.Bound($0.value, $0.span)) }) { first, _ in first },
      span: span)
    let text = InvocationText.text(
      command, values.map { ($0.parameter, $0.value) }, fingerprint: interpreter.fingerprint)
    if let result = frame.strand.recall(site.key, text: text, line: span.line) { return try result.get() }
    let result = await perform(Invocation(command: command, arguments: arguments, site: site, text: text), at: span)
    if frame.keepsResults {
      frame.strand.remember(.init(text: text, line: span.line, result: result), at: site.key)
    }
    return try result.get()
  }

  private func perform(_ invocation: Invocation, at span: Span) async -> Result<Value, Failure> {
    do {
      return .success(try await host.run(invocation))
    } catch {
      let failure = Failure(wrapping: error, at: span)
      if failure.kind == .inDoubt { ledger.doubt() }
      return .failure(failure)
    }
  }

  struct BoundValue: Sendable {
    let parameter: CommandParameter
    let value: Value
    let span: Span
  }

  /// Evaluates arguments and holds them against the parameters.
  func bound(
    _ arguments: [Argument], to parameters: [CommandParameter], of owner: Name, fed: Value? = nil, in frame: Frame
  ) async throws -> [BoundValue] {
    let layout = ArgumentLayout(arguments, for: parameters, of: owner, isFed: fed != nil)
    if let problem = layout.problems.first { throw Failure(.assertion, problem) }
    var values: [BoundValue] = []
    for slot in layout.slots {
      guard let value = try await value(of: slot, in: frame) else { continue }
      values.append(BoundValue(parameter: slot.parameter, value: value, span: slot.span ?? owner.span))
    }
    if let parameter = layout.fed, let fed {
      let value = try typed(fed, for: parameter, at: owner.span)
      values.insert(BoundValue(parameter: parameter, value: value, span: owner.span), at: 0)
    }
    return values
  }

  /// Nothing where `none` stands for an argument that may be left out.
  private func value(of slot: ArgumentLayout.Slot, in frame: Frame) async throws -> Value? {
    let parameter = slot.parameter
    guard let only = slot.arguments.first, slot.arguments.count == 1, !slot.isSpread else {
      return try await .list(spread(slot, in: frame))
    }
    let value = try await slotValue(only.value, for: parameter, in: frame)
    return value.isNone && !parameter.isRequired ? nil : value
  }

  private func spread(_ slot: ArgumentLayout.Slot, in frame: Frame) async throws -> [Value] {
    let parameter = slot.parameter.spread
    var values: [Value] = []
    for argument in slot.arguments {
      let value = try await slotValue(argument.value, for: parameter, in: frame)
      if case .list(let elements) = value, !parameter.type.isAny { values += elements } else { values.append(value) }
    }
    return values
  }

  /// The value that stands in a slot; the slot says what a bare word means.
  func slotValue(_ expression: Expression, for parameter: CommandParameter, in frame: Frame) async throws -> Value {
    let value: Value
    switch expression.kind {
    case .word(let word): value = try slotWord(word, at: expression.span, for: parameter, in: frame)
    case .literal(let literal) where parameter.type.reads(literal) == nil:
      value = parameter.type.takesId ? .id(expression.span.words) : try await self.value(of: expression, in: frame)
    case .list(let elements) where parameter.type.element != nil:
      var values: [Value] = []
      for element in elements { values.append(try await slotValue(element, for: parameter.element, in: frame)) }
      value = .list(values)
    case .record(let fields):
      if let shape = parameter.type.shape {
        value = try await record(fields, in: shape, frame)
      } else {
        value = try await self.value(of: expression, in: frame)
      }
    default: value = try await self.value(of: expression, in: frame)
    }
    return try typed(value, for: parameter, at: expression.span)
  }

  private func slotWord(_ word: String, at span: Span, for parameter: CommandParameter, in frame: Frame) throws -> Value
  {
    if let value = parameter.type.value(ofWord: word) { return value }
    if frame.row?.hasMember(word) == true { return try field(word, at: span, in: frame) }
    throw Failure(.assertion, parameter.type.problem(withWord: word, parameter: parameter.name, at: span))
  }

  private func typed(_ value: Value, for parameter: CommandParameter, at span: Span) throws -> Value {
    if value.isNone, !parameter.isRequired { return value }
    if let typed = parameter.type.coerced(value) { return typed }
    if value.holdsSecret, !parameter.type.takesSecret {
      throw Failure(.assertion, .secret("'\(parameter.name)' takes no secret", at: span, hint: .secretUses))
    }
    if parameter.type.takesId, let id = value.plainText, !ValueType.isId(id) {
      throw Failure(.assertion, .noId(id, parameter: parameter.name, at: span))
    }
    if let words = parameter.type.enumerations.first, let word = value.plainText {
      throw Failure(.assertion, .unknownWord(word, words, parameter: parameter.name, at: span))
    }
    throw Failure(
      .assertion, .wrongType(parameter.name, parameter.type, found: value.phrase, at: span, code: .typeMismatch))
  }

  /// Calls a `def`.
  func apply(
    _ closure: Closure, _ arguments: [Argument], named name: Name, fed: Value? = nil, in frame: Frame
  ) async throws -> Value {
    let function = closure.function
    let values = try await bound(arguments, to: function.parameters.map(\.row), of: name, fed: fed, in: frame)
    var inner = Frame(bindings: closure.bindings, program: closure.program, strand: frame.strand)
    (inner.step, inner.items, inner.isQuiet) = (frame.step, frame.items, true)
    (inner.attempt, inner.keepsResults, inner.profile) = (frame.attempt, frame.keepsResults, frame.profile)
    for parameter in function.parameters {
      let given = values.first { $0.parameter.name == parameter.name.text }?.value
      let value = if let given { given } else { try await initial(parameter, in: inner) }
      inner.bindings.values[parameter.name.text] = value
    }
    guard case .returned(let value) = try await run(function.body.statements, in: &inner) else { return .none }
    return try ValueLimits.admit(value, at: name.span)
  }
}

extension CommandParameter {
  /// As a slot for one of several values without a name; a list among them counts as its elements.
  var spread: CommandParameter {
    if case .list(of: .any) = type { return element }
    let isList = if case .list = type { true } else { false }
    return isList || takesManyIds ? self : element
  }

  private var takesManyIds: Bool { if case .id(many: true) = type { true } else { false } }

  /// As a slot for one of the values that it takes.
  var element: CommandParameter {
    CommandParameter(
      name, type.element ?? type, form, required: true, redacted: isRedacted, help: help)
  }
}

extension ValueType {
  var isAny: Bool { if case .any = self { true } else { false } }

  /// A literal's value if it fits.
  func reads(_ literal: Literal) -> Value? {
    switch literal {
    case .now, .today: accepts(.time) ? .time(0) : nil
    default: Value(literal).flatMap { coerced($0) }
    }
  }
}

extension Diagnostic {
  static func unknownCommand(_ name: Name, among names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownCommand, "there is no command '\(name.text)'", at: name.span,
      hint: .nearest(name.text, in: names) ?? "'help' lists the commands")
  }

  static func noId(_ text: String, parameter: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .targetNotAllowed, "'\(parameter)' takes an id, found \(Unparser.quote(text))", at: span,
      notes: ["some servers read a list of tags in place of an id and act on every object that has them"],
      hint: "find the objects first, look at them, and pass the list")
  }
}
