extension Parser {
  mutating func peek() throws(Stop) -> Token { try lexer.peek() }

  @discardableResult
  mutating func next() throws(Stop) -> Token {
    let token = try lexer.peek()
    lexer.position = token.range.upperBound
    pending = nil
    return token
  }

  mutating func peeks(_ symbol: Symbol) throws(Stop) -> Bool { try peek().symbol == symbol }

  mutating func peeks(word: String) throws(Stop) -> Bool { try peek().word == word }

  mutating func takes(_ symbol: Symbol) throws(Stop) -> Bool {
    guard try peeks(symbol) else { return false }
    try next()
    return true
  }

  mutating func takes(word: String) throws(Stop) -> Bool {
    guard try peeks(word: word) else { return false }
    try next()
    return true
  }

  @discardableResult
  mutating func expect(_ symbol: Symbol, _ wanted: String? = nil, hint: String? = nil) throws(Stop) -> Token {
    guard try peeks(symbol) else { throw try unexpected(wanted: wanted ?? "'\(symbol.rawValue)'", hint: hint) }
    return try next()
  }

  /// A word in a place that defines or names something.
  mutating func name(_ wanted: String) throws(Stop) -> Name {
    let token = try peek()
    guard let word = token.word else { throw try unexpected(wanted: wanted) }
    try next()
    return Name(word, span(token))
  }

  /// `$name`
  mutating func variable() throws(Stop) -> Name {
    let token = try peek()
    guard case .variable(let name) = token.kind else { throw try unexpected(wanted: "a variable such as $key") }
    try next()
    return Name(name, span(token))
  }

  func span(_ token: Token) -> Span { lexer.span(token.range) }

  /// From `start` to the end of what was read last.
  func span(from start: Int) -> Span { lexer.span(start..<max(start, lexer.position)) }

  mutating func start() throws(Stop) -> Int { try peek().range.lowerBound }

  /// Goes on over a line's end behind a token that cannot end a statement.
  mutating func goOn(after token: Token) {
    skipLineEnds()
    pending = Opener(what: "a statement that goes on after \(token.description)", span: span(token))
  }

  mutating func skipLineEnds() {
    while true {
      let start = lexer.skippingSpace(from: lexer.position)
      guard lexer.byte(at: start) == .newline else { return }
      lexer.position = start + 1
    }
  }
}
