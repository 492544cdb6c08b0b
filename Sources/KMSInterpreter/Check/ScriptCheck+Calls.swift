import KMSSyntax

extension ScriptCheck {
  mutating func check(_ call: Call, fed: StaticType? = nil) -> StaticType {
    guard let command = commands.row(of: call) else { return checkDefinition(call, fed: fed) }
    checkPlace(of: command, call)
    let layout = check(call.arguments, for: command.parameters, of: call.name, fed: fed)
    if command.effect == .destructive { checkTargets(layout, of: call.name, fed: fed != nil) }
    return StaticType(command.returns)
  }

  private mutating func checkPlace(of command: Command, _ call: Call) {
    if command.isForPrompt, !isPrompt {
      report(Diagnostic(.misplacedStatement, "'\(command.name)' stands at the prompt alone", at: call.name.span))
    }
    guard command.variant != nil, let first = call.arguments.first, !first.value.isWord else { return }
    report(
      Diagnostic(
        .wrongType, "'\(command.name)' wants its first word as it is, not a value that is known later",
        at: first.value.span))
  }

  private mutating func checkDefinition(_ call: Call, fed: StaticType?) -> StaticType {
    if let shape = shape(of: call.name.text) {
      _ = check(call.arguments, for: shape.parameters, of: call.name, fed: fed)
      return shape.returns
    }
    if place.defining == call.name.text {
      report(Diagnostic(.recursiveDefinition, "'\(call.name.text)' cannot call itself", at: call.name.span))
    } else if commands.later.contains(call.name.text) {
      report(Diagnostic(.notInThisVersion, "'\(call.name.text)' is not in this version", at: call.name.span))
    } else {
      report(.unknownCommand(call.name, among: commands.names + functionNames + (fed == nil ? [] : Stage.words)))
    }
    for argument in call.arguments where !argument.value.isWord { _ = infer(argument.value) }
    return .any
  }

  mutating func check(
    _ arguments: [Argument], for parameters: [CommandParameter], of owner: Name, returns: StaticType
  ) -> StaticType {
    _ = check(arguments, for: parameters, of: owner, fed: nil)
    return returns
  }

  private mutating func check(
    _ arguments: [Argument], for parameters: [CommandParameter], of owner: Name, fed: StaticType?
  ) -> ArgumentLayout {
    let layout = ArgumentLayout(arguments, for: parameters, of: owner, isFed: fed != nil)
    layout.problems.forEach { report($0) }
    for slot in layout.slots {
      let parameter = slot.isSpread ? slot.parameter.spread : slot.parameter
      for argument in slot.arguments { check(argument.value, in: parameter) }
    }
    if let parameter = layout.fed, let fed { hold(fed, against: parameter, at: owner.span) }
    return layout
  }

  /// Principle: destruction needs a list that somebody saw.
  private mutating func checkTargets(_ layout: ArgumentLayout, of owner: Name, fed: Bool) {
    let hint = "bind it, look at it, then pass the variable: let $list = …"
    if fed, layout.fed?.type.takesId == true {
      report(Diagnostic(.targetNotAllowed, "'\(owner.text)' takes nothing from a pipeline", at: owner.span, hint: hint))
    }
    for slot in layout.slots where slot.parameter.type.takesId || slot.parameter.type.shape != nil {
      for argument in slot.arguments where argument.value.isOpenQuery {
        report(
          Diagnostic(
            .targetNotAllowed, "'\(owner.text)' wants ids that were seen, not the answer to a query",
            at: argument.value.span, hint: hint))
      }
    }
  }

  /// Holds an expression against the slot that it stands in.
  mutating func check(_ expression: Expression, in parameter: CommandParameter) {
    let type = parameter.type
    switch expression.kind {
    case .word(let word):
      if type.value(ofWord: word) == nil {
        report(type.problem(withWord: word, parameter: parameter.name, at: expression.span))
      }
    case .literal(let literal): check(literal, in: parameter, at: expression.span)
    case .list(let elements) where type.element != nil:
      elements.forEach { check($0, in: parameter.element) }
    case .record(let fields):
      guard let shape = type.shape else { return hold(infer(expression), against: parameter, at: expression.span) }
      check(fields, in: shape, at: expression.span)
    default: hold(infer(expression), against: parameter, at: expression.span)
    }
  }

  private mutating func check(_ literal: Literal, in parameter: CommandParameter, at span: Span) {
    if case .none = literal, !parameter.isRequired { return }
    if parameter.type.reads(literal) != nil { return }
    if case .text(let text) = literal {
      if parameter.type.takesId { return report(.noId(text, parameter: parameter.name, at: span)) }
      if let words = parameter.type.enumerations.first {
        return report(.unknownWord(text, words, parameter: parameter.name, at: span))
      }
    } else if parameter.type.takesId {
      return
    }
    report(.wrongType(parameter.name, parameter.type, found: literal.spelling, at: span))
  }

  private mutating func hold(_ given: StaticType, against parameter: CommandParameter, at span: Span) {
    if given.holdsSecret, !parameter.type.takesSecret {
      return report(.secret("'\(parameter.name)' takes no secret", at: span, hint: .secretUses))
    }
    if case .none = given.type, !parameter.isRequired { return }
    if !parameter.type.accepts(given.type) {
      report(.wrongType(parameter.name, parameter.type, found: given.type.phrase, at: span))
    }
  }
}

extension ScriptCheck {
  mutating func infer(_ source: StaticType, through stages: [Stage], at span: Span) -> StaticType {
    stages.reduce(source) { infer($0, through: $1, at: span) }
  }

  private mutating func infer(_ given: StaticType, through stage: Stage, at span: Span) -> StaticType {
    if case .call(let call) = stage.kind { return check(call, fed: given) }
    checkRows(given, at: span, "a pipeline takes a list or a table")
    let outer = place.row
    place.row = given.element
    defer { place.row = outer }
    switch stage.kind {
    case .where(let condition): checkCondition(condition, isRow: true)
    case .sort(let field, _): _ = infer(field, isRow: true)
    case .take(let count), .skip(let count): checkAmount(count)
    case .select(let fields), .group(let fields):
      fields.forEach { _ = infer($0, isRow: true) }
      return StaticType(.table)
    case .distinct(let field): if let field { _ = infer(field, isRow: true) }
    case .count: return StaticType(.int)
    case .first, .last: return given.holdsSecret ? .any : given.element
    case .call: break
    }
    return given
  }

  private mutating func checkAmount(_ expression: Expression) {
    let type = infer(expression).type
    if !ValueType.int.accepts(type) {
      report(Diagnostic(.wrongType, "a number of rows is wanted, found \(type.phrase)", at: expression.span))
    }
  }
}

extension Expression {
  fileprivate var isOpenQuery: Bool {
    switch kind {
    case .call, .pipeline: true
    case .list(let elements): elements.contains(where: \.isOpenQuery)
    case .member(let base, _): base.isOpenQuery
    case .record(let fields): fields.contains { $0.1.isOpenQuery }
    default: false
    }
  }
}
