extension Parser {
  mutating func primary() throws(Stop) -> Expression {
    let token = try peek()
    switch token.kind {
    case .literal(let literal): return Expression(.literal(literal), span(try next()))
    case .variable(let name): return Expression(.variable(Name(name, span(try next()))), span(token))
    case .quote: return try text()
    case .symbol(.leftParenthesis): return try group()
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftBrace) where !context.isBlockNext: return try record()
    case .word(let word): return try wordOrFunction(word, token)
    default: throw try unexpected(wanted: "a value")
    }
  }

  /// Whether `(` touches the word.
  func isFunction(_ token: Token) -> Bool { lexer.byte(at: token.range.upperBound) == UInt8(ascii: "(") }

  private mutating func wordOrFunction(_ word: String, _ token: Token) throws(Stop) -> Expression {
    if Operator(rawValue: word) != nil || word == "not" { throw try unexpected(wanted: "a value") }
    if ["if", "for", "try", "let", "step"].contains(word), !context.isRow {
      throw failure(
        .noValue, "'\(word)' has no value here", at: span(token),
        hint: word == "for" ? "bind its table first: let $done = for …" : nil)
    }
    try next()
    guard isFunction(token) else { return Expression(.word(word), span(token)) }
    let opener = try next()
    let arguments = try enclosed(by: opener, "the arguments of '\(word)'") { parser throws(Stop) in
      try parser.items(to: .rightParenthesis) { parser throws(Stop) in try parser.functionArgument() }
    }
    try refuseDuplicate(in: arguments)
    return Expression(.function(Name(word, span(token)), arguments), span(from: token.range.lowerBound))
  }

  private mutating func functionArgument() throws(Stop) -> Argument {
    let start = lexer.skippingSpace(from: lexer.position)
    var name: Name?
    if let range = lexer.argumentName(at: start) {
      name = Name(lexer.text(range), lexer.span(range))
      landmarks.note(argumentName: range)
      lexer.position = range.upperBound + 1
    }
    let value = try element()
    return Argument(name: name, value: value, span: span(from: start))
  }

  /// `( … )` around a command, a pipeline or an expression.
  private mutating func group() throws(Stop) -> Expression {
    let opener = try next()
    return try enclosed(by: opener, "parentheses") { parser throws(Stop) in
      let inner = try parser.pipeline(commands: !parser.context.isRow)
      try parser.expect(.rightParenthesis, hint: parser.afterGroup())
      return Expression(inner.kind, parser.span(from: opener.range.lowerBound))
    }
  }

  private func afterGroup() -> String? {
    context.isRow ? "inside where, sort and their like a command cannot stand; bind its value first" : nil
  }

  private mutating func list() throws(Stop) -> Expression {
    let opener = try next()
    let elements = try enclosed(by: opener, "a list") { parser throws(Stop) in
      try parser.items(to: .rightBracket) { parser throws(Stop) in try parser.element() }
    }
    return Expression(.list(elements), span(from: opener.range.lowerBound))
  }

  mutating func record() throws(Stop) -> Expression {
    let opener = try next()
    let fields = try enclosed(by: opener, "a record") { parser throws(Stop) in
      try parser.items(to: .rightBrace) { parser throws(Stop) in try parser.field() }
    }
    try refuseDuplicate(fields.map(\.0), "field")
    return Expression(.record(fields), span(from: opener.range.lowerBound))
  }

  private mutating func field() throws(Stop) -> (Name, Expression) {
    let token = try peek()
    let name: Name
    if case .quote = token.kind {
      let (text, span) = try plainText("a field's name")
      name = Name(text, span)
    } else if case .literal(.text(let text)) = token.kind {
      name = Name(text, span(try next()))
    } else {
      name = try self.name("a field's name")
    }
    goOn(after: try expect(.colon, "':' and a value"))
    return (name, try element())
  }

  /// A value between commas: outside of rows an id or a path may stand bare.
  mutating func element() throws(Stop) -> Expression {
    let start = lexer.skippingSpace(from: lexer.position)
    guard !context.isRow, let range = lexer.bareRun(at: start), lexer.isWideWord(range), endsElement(range.upperBound)
    else { return try pipeline(commands: false) }
    let token = try lexer.bareToken(range)
    lexer.position = range.upperBound
    pending = nil
    landmarks.note(atom: range)
    return constantOrWord(token)
  }

  /// Whether nothing that could go on with an expression follows.
  private mutating func endsElement(_ position: Int) -> Bool {
    switch lexer.byte(at: lexer.skippingSpace(from: position)) {
    case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "]"), .rightBrace, .newline, UInt8(ascii: ";"), .quote,
      .apostrophe, nil:
      lexer.byte(at: position) != .quote
    default: false
    }
  }

  func constantOrWord(_ token: Token) -> Expression {
    switch token.kind {
    case .literal(let literal): Expression(.literal(literal), span(token))
    default: Expression(.word(lexer.text(token.range)), span(token))
    }
  }
}
