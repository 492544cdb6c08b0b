extension Parser {
  mutating func expression() throws(Stop) -> Expression {
    try nested { parser throws(Stop) in try parser.climb(.lowest) }
  }

  /// Operators that bind at least as tightly as `least`.
  private mutating func climb(_ least: Precedence) throws(Stop) -> Expression {
    let isNegated = try peeks(word: "not")
    var left = isNegated && least <= .not ? try negation() : try unary()
    while let (operation, token) = try operatorAhead(), operation.precedence >= least {
      try next()
      goOn(after: token)
      try grow()
      let right = try climb(operation.precedence.tighter)
      left = Expression(.binary(operation, left, right), left.span.through(right.span))
      if operation.precedence == .comparison { try refuseSecondComparison() }
    }
    return left
  }

  private mutating func negation() throws(Stop) -> Expression {
    let token = try next()
    goOn(after: token)
    return try nested { parser throws(Stop) in
      let operand = try parser.climb(.not)
      return Expression(.not(operand), parser.span(token).through(operand.span))
    }
  }

  private mutating func operatorAhead() throws(Stop) -> (Operator, Token)? {
    let token = try peek()
    guard let spelling = token.symbol?.rawValue ?? token.word else { return nil }
    return Operator(rawValue: spelling).map { ($0, token) }
  }

  private mutating func refuseSecondComparison() throws(Stop) {
    guard let (second, token) = try operatorAhead(), second.precedence == .comparison else { return }
    throw failure(.unexpected, "comparisons do not chain", at: span(token), hint: "join them: a < b and b < c")
  }

  /// `-x`; a number takes its sign with it.
  private mutating func unary() throws(Stop) -> Expression {
    let token = try peek()
    guard token.symbol == .minus else { return try postfix() }
    if lexer.byte(at: token.range.upperBound)?.isDigit == true { return try negativeNumber(token) }
    landmarks.note(signAt: token.range.lowerBound)
    try next()
    goOn(after: token)
    return try nested { parser throws(Stop) in
      let operand = try parser.unary()
      return Expression(.negative(operand), parser.span(token).through(operand.span))
    }
  }

  private mutating func negativeNumber(_ minus: Token) throws(Stop) -> Expression {
    let token = try lexer.negativeNumber(at: minus.range.lowerBound)
    guard case .literal(let literal) = token.kind else { throw try unexpected(wanted: "a number") }
    lexer.position = token.range.upperBound
    pending = nil
    landmarks.note(atom: token.range)
    return Expression(.literal(literal), span(token))
  }

  /// `.member` and `[index]`, which touch what they follow.
  mutating func postfix() throws(Stop) -> Expression {
    var result = try primary()
    while let byte = lexer.byte(at: lexer.position) {
      if byte == .dot, lexer.byte(at: lexer.position + 1)?.startsWord == true {
        let end = lexer.wordEnd(from: lexer.position + 1)
        let name = Name(lexer.text(lexer.position + 1..<end), lexer.span(lexer.position + 1..<end))
        lexer.position = end
        result = Expression(.member(result, name), result.span.through(name.span))
      } else if byte == UInt8(ascii: "["), !isWordOutsideRow(result) {
        result = try index(of: result)
      } else {
        break
      }
      try grow()
    }
    return result
  }

  private func isWordOutsideRow(_ expression: Expression) -> Bool {
    if case .word = expression.kind { !context.isRow } else { false }
  }

  private mutating func index(of list: Expression) throws(Stop) -> Expression {
    let opener = try next()
    let index = try enclosed(by: opener, "an index") { parser throws(Stop) in
      let index = try parser.expression()
      try parser.expect(.rightBracket)
      return index
    }
    return Expression(.index(list, index), list.span.through(span(from: opener.range.lowerBound)))
  }
}

/// How tightly an operator binds, loosest first.
enum Precedence: Int, Comparable {
  case or, and, not, comparison, sum, product, orElse, operand

  static var lowest: Self { .or }

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter one: operators of one precedence group to the left.
  var tighter: Self { Self(rawValue: rawValue + 1) ?? .operand }
}

extension Operator {
  var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .matches: .comparison
    case .plus, .minus: .sum
    case .times, .divided: .product
    case .orElse: .orElse
    }
  }
}
