/// Which lexemes a space parts.
struct Spacing {
  /// The word that begins the statement.
  private let keyword: String
  /// How many brackets are open.
  var depth = 0

  init(statement keyword: String = "") { self.keyword = keyword }

  /// In the parameters of a `def` a comma parts, whatever stands before the bracket.
  var isDefinition: Bool { keyword == "def" && depth <= 1 }

  func isSpace(between before: Lexeme?, and lexeme: Lexeme) -> Bool {
    guard let before else { return false }
    if before.kind == .argumentName || before.opens { return false }
    // `-1` is a number, and `- 1` takes one from nothing.
    if before.kind == .sign { return lexeme.text.utf8.first?.isDigit ?? false }
    if isRequirement(before) || isRequirement(lexeme) { return false }
    switch lexeme.symbol {
    case .comma, .colon, .rightParenthesis, .rightBracket, .rightBrace, .dot: return false
    case .leftParenthesis, .leftBracket: return !lexeme.touches || isOperator(before)
    default: return before.symbol != .dot
    }
  }

  /// `server>="2.1"`
  private func isRequirement(_ lexeme: Lexeme) -> Bool {
    guard keyword == "require", depth == 0, let symbol = lexeme.symbol else { return false }
    return Operator(rawValue: symbol.rawValue)?.precedence == .comparison
  }

  /// Behind an operator a bracket begins an operand.
  private func isOperator(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .symbol(let symbol): ![.rightParenthesis, .rightBracket, .rightBrace].contains(symbol)
    case .word: lexeme.isOperatorWord
    default: false
    }
  }
}
