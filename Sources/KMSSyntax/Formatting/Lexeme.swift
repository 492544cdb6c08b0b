/// A word, sign, value or comment as it stands in a text that parses.
struct Lexeme: Equatable {
  enum Kind: Equatable {
    case comment
    case word, variable, value
    /// `name=`
    case argumentName
    case symbol(Symbol)
    /// The `-` of `-$x`.
    case sign
    /// `{` of a block; `.symbol(.leftBrace)` begins a record.
    case blockStart
  }

  let kind: Kind
  let text: String
  let offset: Int
  var beginsStatement = false
  /// Nothing stands between it and the one before.
  var touches = false
  /// On a line of its own, or the first of its line.
  var beginsLine = false
  /// An empty line stands before it.
  var followsBlank = false
  /// It stands on a line that a `\` joins to the one before.
  var isJoined = false

  var symbol: Symbol? { if case .symbol(let symbol) = kind { symbol } else { nil } }
  /// `not`, `in`, …
  var isOperatorWord: Bool { kind == .word && (text == "not" || Operator(rawValue: text) != nil) }
  var isComment: Bool { kind == .comment }
  /// An index or a member may follow.
  var endsOperand: Bool {
    switch kind {
    case .word, .variable, .value: true
    default: closes
    }
  }
  var opens: Bool { symbol.map { [.leftParenthesis, .leftBracket, .leftBrace].contains($0) } ?? false }
  var closes: Bool { symbol.map { [.rightParenthesis, .rightBracket, .rightBrace].contains($0) } ?? false }
}
