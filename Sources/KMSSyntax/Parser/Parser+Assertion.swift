extension Parser {
  mutating func assertion() throws(Stop) -> Statement.Kind {
    let token = try peek()
    if token.word == "fails", isFunction(token) { return try assertFails() }
    return .assert(try condition(), why: try why())
  }

  mutating func condition() throws(Stop) -> Expression { try expression() }

  /// The text behind a condition.
  mutating func why() throws(Stop) -> Expression? {
    switch try peek().kind {
    case .quote, .literal(.text): try expression()
    default: nil
    }
  }

  /// `fails(reason, …) { one statement }`
  private mutating func assertFails() throws(Stop) -> Statement.Kind {
    try next()
    let opener = try next()
    let reasons = try enclosed(by: opener, "a list of reasons") { parser throws(Stop) in
      var reasons = [try parser.name("a reason such as item_not_found, or any")]
      while try parser.takes(.comma) { reasons.append(try parser.name("a reason")) }
      try parser.expect(.rightParenthesis)
      return reasons
    }
    return .assertFails(reasons, try onlyStatement())
  }

  private mutating func onlyStatement() throws(Stop) -> Statement {
    let faults = diagnostics.count
    let block = try block()
    guard let statement = block.statements.first, block.statements.count == 1 else {
      if diagnostics.count > faults, block.statements.isEmpty {
        return Statement(.expression(Expression(.literal(.none), block.span)), block.span)
      }
      throw failure(
        .unexpected, "assert fails takes one statement, found \(block.statements.count)", at: block.span,
        hint: "assert each one by itself: any of them could be the one that fails")
    }
    return statement
  }
}
