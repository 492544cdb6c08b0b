extension Parser {
  /// Statements up to the `}` of a block, or to the end of the text.
  mutating func statements(in opener: Token?) throws(Stop) -> [Statement] {
    var statements: [Statement] = []
    while true {
      try skipFaultyNewlines()
      let mark = mark(at: lexer.skippingSpace(from: lexer.position))
      do throws(Stop) {
        let token = try peek()
        if token.kind == .end, opener == nil { return statements }
        if token.symbol == .rightBrace, opener != nil { return statements }
        let statement = try statement()
        statements.append(statement)
        if opener == nil { topStatements.append(statement) }
        try endOfStatement(in: opener)
      } catch {
        guard case .failed(let diagnostic) = error else { throw error }
        try recover(from: diagnostic, to: mark)
      }
    }
  }

  /// Line ends before a token that may be none.
  private mutating func skipFaultyNewlines() throws(Stop) {
    while true {
      let start = lexer.skippingSpace(from: lexer.position)
      guard let byte = lexer.byte(at: start), byte == .newline || byte == UInt8(ascii: ";") else { return }
      lexer.position = start + 1
    }
  }

  private mutating func endOfStatement(in opener: Token?) throws(Stop) {
    let token = try peek()
    switch token.kind {
    case .newline, .end: return
    case .symbol(.rightBrace) where opener != nil: return
    default: throw try unexpected(wanted: "the end of the statement", hint: afterStatement(token))
    }
  }

  private func afterStatement(_ token: Token) -> String? {
    switch token.kind {
    case .symbol(.comma): "a command's arguments are separated by spaces"
    case .word, .variable, .literal, .quote: "a command inside an expression stands in parentheses"
    default: nil
    }
  }

  mutating func block() throws(Stop) -> Block {
    let opener = try expect(.leftBrace, "'{' and a block")
    landmarks.note(blockAt: opener.range.lowerBound)
    let statements = try nested { parser throws(Stop) in try parser.insideBlock(opener) }
    return Block(statements, span(from: opener.range.lowerBound))
  }

  private mutating func insideBlock(_ opener: Token) throws(Stop) -> [Statement] {
    let (outer, ignored) = (context, lexer.ignoresNewlines)
    context = Context()
    lexer.ignoresNewlines = false
    openers.append(Opener(what: "a block", span: span(opener)))
    let statements = try statements(in: opener)
    try expect(.rightBrace)
    openers.removeLast()
    (context, lexer.ignoresNewlines) = (outer, ignored)
    return statements
  }
}
