import KMSSyntax

extension ScriptCheck {
  mutating func check(_ statement: Statement) {
    let span = statement.span
    if isLibrary, place.isTop, !statement.belongsInLibrary {
      report(Diagnostic(.misplacedStatement, "a used file holds 'param', 'def' and 'use' alone", at: span))
    }
    switch statement.kind {
    case .version(let version): check(version: version, at: span)
    case .param(let parameter): check(parameter, at: span)
    case .bind(let name, let expression): bind(name, infer(expression))
    case .if(let branches, let otherwise):
      for branch in branches {
        checkCondition(branch.condition)
        check(branch.body)
      }
      if let otherwise { check(otherwise) }
    case .for(let loop): check(loop)
    case .step(let step): check(step)
    case .assert(let condition, let why), .check(let condition, let why):
      checkCondition(condition)
      if let why { checkMessage(why) }
    case .assertFails(let reasons, let body): check(fails: reasons, body)
    case .fail(let why), .confirm(let why): checkMessage(why)
    case .try(let body, let error, let otherwise):
      check(body)
      if let otherwise { check(otherwise, binding: error.map { [($0, StaticType(.error))] } ?? []) }
    case .def(let function): check(function, at: span)
    case .use(let path, let pathSpan): check(use: path, at: pathSpan, statement: span)
    case .yield(let expression):
      if !place.isInLoop { misplaced("'yield' stands in a 'for'", span) }
      _ = infer(expression)
    case .return(let expression): checkReturn(expression, at: span)
    case .skip(let why):
      if !place.isInLoop { misplaced("'skip' stands in a 'for'", span) }
      checkMessage(why)
    case .expression(let expression): _ = infer(expression)
    case .wait(let wait): check(wait)
    case .identity(let identity): check(identity)
    case .require(let requirements): check(requirements, at: span)
    }
  }

  mutating func misplaced(_ message: String, _ span: Span, hint: String? = nil) {
    report(Diagnostic(.misplacedStatement, message, at: span, hint: hint))
  }

  private mutating func check(version: Int64, at span: Span) {
    if !place.isTop { misplaced("'kms' stands first in a file", span) }
    guard version != 1 else { return }
    report(Diagnostic(.notInThisVersion, "kms \(version) is not in this version", at: span, hint: "write kms 1"))
  }

  private mutating func checkReturn(_ expression: Expression?, at span: Span) {
    let type = expression.map { infer($0) } ?? StaticType(.none)
    place.returned.append(type)
    if !place.isInFunction {
      misplaced("'return' stands in a 'def'", span)
    } else if place.isInLoop {
      misplaced("'return' does not leave a 'for'", span, hint: "'yield' gives an item's value")
    }
  }

  mutating func checkCondition(_ expression: Expression, isRow: Bool = false) {
    let type = infer(expression, isRow: isRow)
    guard type.type.isKnown, !ValueType.bool.accepts(type.type) else { return }
    report(Diagnostic(.wrongType, "a condition is true or false, found \(type.type.phrase)", at: expression.span))
  }

  mutating func checkMessage(_ expression: Expression) {
    guard infer(expression).holdsSecret else { return }
    report(.secret("a secret has no text", at: expression.span, hint: .secretUses))
  }

  private mutating func check(_ step: Step) {
    checkMessage(step.title)
    checkDurations(step.options, of: "step", known: ["timeout"])
    step.body.statements.forEach { statement in
      let isTop = place.isTop
      place.isTop = false
      check(statement)
      place.isTop = isTop
    }
  }

  mutating func checkDurations(_ options: [Argument], of owner: String, known: [String]) {
    for option in options {
      check(option, of: owner, known: known)
      guard !ValueType.duration.accepts(infer(option.value).type) else { continue }
      let name = option.name?.text ?? ""
      report(Diagnostic(.wrongType, "'\(name)' takes a duration, such as 30s", at: option.value.span))
    }
  }

  private mutating func check(fails reasons: [Name], _ body: Statement) {
    for reason in reasons where reason.text != "any" {
      let known = commands.reasons
      guard !known.isEmpty, !known.contains(Word.normal(reason.text)) else { continue }
      report(
        Diagnostic(
          .unknownWord, "there is no reason '\(reason.text)'", at: reason.span,
          hint: .nearest(Word.normal(reason.text), in: known)))
    }
    check(Block([body], body.span))
  }

  mutating func check(_ option: Argument, of owner: String, known: [String]) {
    guard let name = option.name else { return misplaced("an option of '\(owner)' has a name", option.span) }
    if !known.contains(name.text) {
      report(.unknownParameter(name, of: Name(owner, option.span), among: known))
    }
  }
}

extension Statement {
  fileprivate var belongsInLibrary: Bool {
    switch kind {
    case .version, .param, .def, .use: true
    default: false
    }
  }
}
