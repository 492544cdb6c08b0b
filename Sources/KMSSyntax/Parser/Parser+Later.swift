// Words that the grammar knows and the interpreter does not yet.
extension Parser {
  /// `wait until c timeout=… every=…`
  mutating func wait(_ keyword: Token) throws(Stop) -> Statement.Kind {
    guard try takes(word: "until") else { throw try unexpected(wanted: "'until' and a condition") }
    _ = try expression()
    try namedArguments()
    return .later(Name("wait", span(keyword)))
  }

  /// `as profile=NAME { }`
  mutating func identity(_ keyword: Token) throws(Stop) -> Statement.Kind {
    try with(context.beforeBlock) { parser throws(Stop) in try parser.namedArguments() }
    _ = try block()
    return .later(Name("as", span(keyword)))
  }

  /// `require server>="2.1" operations=[…]`
  mutating func requirement(_ keyword: Token) throws(Stop) -> Statement.Kind {
    repeat {
      if lexer.argumentName(at: try start()) != nil {
        _ = try argument()
      } else {
        _ = try name("what the server must have")
        let comparisons: [Symbol] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
        guard let symbol = try peek().symbol, comparisons.contains(symbol) else {
          throw try unexpected(wanted: "a comparison such as >=")
        }
        goOn(after: try next())
        _ = try argumentValue()
      }
    } while try peek().word != nil
    return .later(Name("require", span(keyword)))
  }

  private mutating func namedArguments() throws(Stop) {
    while lexer.argumentName(at: try start()) != nil { _ = try argument() }
  }
}
