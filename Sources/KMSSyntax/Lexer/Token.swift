struct Token {
  enum Kind: Equatable {
    case end
    /// A line's end or `;`.
    case newline
    case word(String)
    /// `$name`
    case variable(String)
    case literal(Literal)
    /// The start of a text with `{expr}` in it; the parser reads on inside.
    case quote(isBlock: Bool)
    case symbol(Symbol)
  }

  let kind: Kind
  let range: Range<Int>

  var symbol: Symbol? { if case .symbol(let symbol) = kind { symbol } else { nil } }
  var word: String? { if case .word(let word) = kind { word } else { nil } }

  /// How a message names it.
  var description: String {
    switch kind {
    case .end: "the end"
    case .newline: "the end of the line"
    case .word(let word): "'\(word)'"
    case .variable(let name): "'$\(name)'"
    case .literal(.text), .quote: "a text"
    case .literal(.bytes): "bytes"
    case .literal(let literal): "'\(literal.spelling)'"
    case .symbol(let symbol): "'\(symbol.rawValue)'"
    }
  }
}

enum Symbol: String, CaseIterable {
  // Longer ones first: the lexer takes the first that fits.
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case orElse = "??"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case dot = "."
  case assign = "="
  case less = "<"
  case greater = ">"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case bar = "|"
}
