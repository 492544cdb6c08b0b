import KMSSyntax

extension ScriptCheck {
  /// What the expression's value is; `isRow`: a bare word is a field.
  mutating func infer(_ expression: Expression, isRow: Bool = false) -> StaticType {
    switch expression.kind {
    case .literal(let literal): return StaticType(of: literal)
    case .interpolation(let parts): return inferText(parts, isRow: isRow)
    case .list(let elements): return StaticType(listOf: elements.map { infer($0, isRow: isRow) })
    case .record(let fields):
      return StaticType(record: fields.map { (name: $0.0.text, type: infer($0.1, isRow: isRow)) })
    case .variable(let name): return infer(name)
    case .word(let word):
      if isRow { return inferField(Name(word, expression.span)) }
      report(.bareWord(word, at: expression.span))
      return .any
    case .member(let base, let name): return infer(member: name, of: base, isRow: isRow)
    case .index(let base, let index):
      _ = infer(index, isRow: isRow)
      return infer(base, isRow: isRow).element
    case .not(let operand):
      checkCondition(operand, isRow: isRow)
      return StaticType(.bool)
    case .negative(let operand): return infer(operand, isRow: isRow)
    case .binary(let op, let left, let right): return infer(op, left, right, at: expression.span, isRow: isRow)
    case .function(let name, let arguments): return infer(name, arguments, isRow: isRow)
    case .call(let call): return check(call)
    case .pipeline(let source, let stages): return infer(infer(source), through: stages, at: source.span)
    case .loop(let loop):
      check(loop)
      return StaticType(.table)
    }
  }

  private mutating func inferText(_ parts: [TextPart], isRow: Bool) -> StaticType {
    for part in parts {
      guard case .expression(let expression) = part else { continue }
      if infer(expression, isRow: isRow).holdsSecret {
        report(.secret("a secret has no text", at: expression.span, hint: .secretUses))
      }
    }
    return StaticType(.text)
  }

  private mutating func infer(_ name: Name) -> StaticType {
    if let type = type(of: name.text) { return type }
    report(
      Diagnostic(
        .unknownVariable, "$\(name.text) is not bound", at: name.span,
        hint: Suggestion.nearest(to: name.text, in: variableNames).map { "did you mean '$\($0)'?" }))
    return .any
  }

  private mutating func infer(member name: Name, of base: Expression, isRow: Bool) -> StaticType {
    let type = infer(base, isRow: isRow)
    if case .secret = type.type {
      report(.secret("a secret has no member '\(name.text)'", at: name.span, hint: .secretUses))
    }
    if let fields = type.fields {
      if let field = fields.first(where: { Word.normal($0.name) == Word.normal(name.text) }) { return field.type }
      reportUnknown(name, among: fields.map(\.name), .noSuchMember)
    } else if case .object = type.type {
      return inferAttribute(name)
    } else if case .error = type.type, ErrorValue.empty.record[member: name.text] == nil {
      reportUnknown(name, among: ErrorValue.empty.record.fields.map(\.name), .noSuchMember)
    } else if type.type.isScalar {
      report(Diagnostic(.noSuchMember, "\(type.type.phrase) has no member '\(name.text)'", at: name.span))
    }
    return .any
  }

  mutating func inferField(_ name: Name) -> StaticType {
    if case .object? = place.row?.type { return inferAttribute(name) }
    return .any
  }

  func isField(_ word: String) -> Bool {
    guard case .object? = place.row?.type, !commands.attributes.isEmpty else { return true }
    return (commands.attributes + ["id", "age"]).contains(Word.normal(word)) || word.hasPrefix("x-")
  }

  private mutating func inferAttribute(_ name: Name) -> StaticType {
    let word = Word.normal(name.text)
    if word == "id" { return StaticType(.id(many: false)) }
    let known = commands.attributes + ["age"]
    if commands.attributes.isEmpty || known.contains(word) || word.hasPrefix("x-") { return .any }
    reportUnknown(name, among: known + ["id"], .unknownField)
    return .any
  }

  private mutating func reportUnknown(_ name: Name, among names: [String], _ code: DiagnosticCode) {
    report(
      Diagnostic(
        code, "there is no '\(name.text)' here", at: name.span,
        hint: .nearest(Word.normal(name.text), in: names) ?? .listing("there are", names)))
  }

  private mutating func infer(_ name: Name, _ arguments: [Argument], isRow: Bool) -> StaticType {
    if let function = PureFunction.named(name.text) { return infer(function, name, arguments, isRow: isRow) }
    if let shape = shape(of: name.text) {
      return check(arguments, for: shape.parameters, of: name, returns: shape.returns)
    }
    arguments.forEach { _ = infer($0.value, isRow: isRow) }
    reportUnknownFunction(name)
    return .any
  }

  mutating func reportUnknownFunction(_ name: Name) {
    if place.defining == name.text {
      return report(Diagnostic(.recursiveDefinition, "'\(name.text)' cannot call itself", at: name.span))
    }
    let hint: String? =
      commands[name.text] == nil
      ? .nearest(name.text, in: PureFunction.names + functionNames) : "a command is written without parentheses"
    report(Diagnostic(.unknownFunction, "there is no function '\(name.text)'", at: name.span, hint: hint))
  }

  private mutating func infer(
    _ function: PureFunction, _ name: Name, _ arguments: [Argument], isRow: Bool
  ) -> StaticType {
    if !function.takes(arguments.count) { report(.wrongCount(function, arguments.count, at: name.span)) }
    for (index, argument) in arguments.enumerated() {
      let given = infer(argument.value, isRow: isRow)
      if let name = argument.name {
        report(
          Diagnostic(
            .unknownParameter, "'\(function.name)' takes no names", at: name.span, hint: "write \(function.signature)"))
      }
      guard let wanted = function.type(at: index) else { continue }
      if given.holdsSecret, !function.takesSecrets {
        report(.secret("'\(function.name)' takes no secret", at: argument.span, hint: .secretUses))
      } else if !wanted.accepts(given.type) {
        report(
          Diagnostic(
            .wrongType, "'\(function.name)' takes \(wanted.phrase), found \(given.type.phrase)", at: argument.span))
      }
    }
    return StaticType(function.returns)
  }
}

extension StaticType {
  init(of literal: Literal) {
    switch literal {
    case .now, .today: self.init(ValueType.time)
    default: self.init(Value(literal)?.type ?? .any)
    }
  }
}

extension ValueType {
  var isScalar: Bool {
    switch self {
    case .bool, .int, .text, .bytes, .duration, .time, .size, .percent, .id(many: false), .path, .enumeration: true
    default: false
    }
  }
}

extension ErrorValue {
  static let empty = ErrorValue(code: "", message: "")
}
