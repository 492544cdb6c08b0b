extension Parser {
  /// A source and its stages.
  mutating func pipeline(commands: Bool) throws(Stop) -> Expression {
    let isCommand = try isCommandAhead()
    let source = commands && isCommand ? try command() : try expression()
    var stages: [Stage] = []
    while try peeks(.bar) {
      goOn(after: try next())
      stages.append(try stage())
    }
    guard let last = stages.last else { return source }
    return Expression(.pipeline(source, stages), source.span.through(last.span))
  }

  private mutating func isCommandAhead() throws(Stop) -> Bool {
    let token = try peek()
    guard let word = token.word, Operator(rawValue: word) == nil, word != "not" else { return false }
    return Keyword(rawValue: word) == nil && !isFunction(token)
  }

  private mutating func command() throws(Stop) -> Expression {
    let start = try start()
    let call = try call()
    return Expression(.call(call), span(from: start))
  }

  mutating func call() throws(Stop) -> Call {
    let name = try self.name("a command")
    if let byte = lexer.byte(at: lexer.position), byte.isInBareWord {
      let run = lexer.end(of: name.span.range.lowerBound) { $0.isInBareWord }
      throw failure(
        .unexpected, "'\(lexer.text(name.span.range.lowerBound..<run))' is no command's name",
        at: lexer.span(name.span.range.lowerBound..<run), hint: "show \(lexer.text(name.span.range.lowerBound..<run))")
    }
    var arguments: [Argument] = []
    while try isArgumentAhead() {
      arguments.append(try nested { parser throws(Stop) in try parser.argument() })
    }
    try refuseDuplicate(in: arguments)
    return Call(name: name, arguments: arguments)
  }

  private mutating func isArgumentAhead() throws(Stop) -> Bool {
    let start = lexer.skippingSpace(from: lexer.position)
    guard let byte = lexer.byte(at: start) else { return false }
    switch byte {
    case .newline, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "]"), .rightBrace,
      UInt8(ascii: ","):
      return false
    case .leftBrace: return !context.isBlockNext
    default: return !context.isLoopSource || !isLoopOption(at: start)
    }
  }

  private func isLoopOption(at start: Int) -> Bool {
    lexer.argumentName(at: start).map { LoopOption(rawValue: lexer.text($0)) != nil } ?? false
  }

  /// `name=value` or a value by position.
  mutating func argument() throws(Stop) -> Argument {
    let start = lexer.skippingSpace(from: lexer.position)
    guard let range = lexer.argumentName(at: start) else {
      let value = try argumentValue()
      return Argument(name: nil, value: value, span: value.span)
    }
    landmarks.note(argumentName: range)
    lexer.position = range.upperBound + 1
    try refuseSpaceBeforeValue(range)
    let value = try argumentValue()
    return Argument(name: Name(lexer.text(range), lexer.span(range)), value: value, span: span(from: start))
  }

  private func refuseSpaceBeforeValue(_ name: Range<Int>) throws(Stop) {
    if let byte = lexer.byte(at: lexer.position), !byte.isBlank, byte != .newline, byte != UInt8(ascii: ";") { return }
    throw failure(
      .unexpected, "'\(lexer.text(name))=' has no value", at: lexer.span(name.lowerBound..<name.upperBound + 1),
      hint: "write \(lexer.text(name))=value, without spaces round '='")
  }

  /// A bare word, or a value that binds tighter than every operator.
  mutating func argumentValue() throws(Stop) -> Expression {
    let start = lexer.skippingSpace(from: lexer.position)
    guard let range = lexer.bareRun(at: start), !isBytesOrFunction(range) else {
      try refuseNoArgument(at: start)
      return try postfix()
    }
    let token = try lexer.bareToken(range)
    lexer.position = range.upperBound
    pending = nil
    landmarks.note(atom: range)
    return constantOrWord(token)
  }

  /// `hex"…"`, `count(…)`
  private func isBytesOrFunction(_ range: Range<Int>) -> Bool {
    guard lexer.wordEnd(from: range.lowerBound) == range.upperBound else { return false }
    switch lexer.byte(at: range.upperBound) {
    case UInt8(ascii: "("): return true
    case .quote: return ["hex", "base64", "b"].contains(lexer.text(range))
    default: return false
    }
  }

  private mutating func refuseNoArgument(at start: Int) throws(Stop) {
    let token = try lexer.token(at: start)
    guard let symbol = token.symbol, ![.leftParenthesis, .leftBracket, .leftBrace].contains(symbol) else { return }
    let hint: String? =
      switch symbol {
      case .assign: "write name=value without spaces, or let $name = … to bind"
      case .greater, .less: "files are named by parameters: to=out.pem"
      case .times: "quote a pattern: \"prod-*\""
      default: "put an expression, or a command whose value it uses, in parentheses"
      }
    throw try unexpected(wanted: "an argument", hint: hint)
  }
}
