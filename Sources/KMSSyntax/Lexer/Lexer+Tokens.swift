extension Lexer {
  func token(at start: Int) throws(Stop) -> Token {
    guard let byte = byte(at: start) else { return Token(kind: .end, range: start..<start) }
    switch byte {
    case .newline, UInt8(ascii: ";"): return Token(kind: .newline, range: start..<start + 1)
    case UInt8(ascii: "$"): return try variable(at: start)
    case .quote: return quote(at: start)
    case .apostrophe: return try rawText(at: start)
    default: break
    }
    if byte.isDigit { return try number(at: start) }
    if byte.startsWord { return try word(at: start) }
    return try symbol(at: start)
  }

  private func variable(at start: Int) throws(Stop) -> Token {
    let end = wordEnd(from: start + 1)
    guard end > start + 1 else {
      throw .failed(
        Diagnostic(
          .unexpected, "'$' is followed by a name", at: span(start..<start + 1), hint: "let $key = … binds one"))
    }
    return Token(kind: .variable(text(start + 1..<end)), range: start..<end)
  }

  private func quote(at start: Int) -> Token {
    let isBlock = byte(at: start + 1) == .quote && byte(at: start + 2) == .quote
    return Token(kind: .quote(isBlock: isBlock), range: start..<start + (isBlock ? 3 : 1))
  }

  private func word(at start: Int) throws(Stop) -> Token {
    let end = wordEnd(from: start)
    let word = text(start..<end)
    if byte(at: end) == .quote, let literal = try bytesLiteral(word, at: start, quoteAt: end) { return literal }
    if let constant = Self.constant(word) { return Token(kind: .literal(constant), range: start..<end) }
    return Token(kind: .word(word), range: start..<end)
  }

  /// The end of the word at `start`, or `start` if there is none; a word does not end with `-`.
  func wordEnd(from start: Int) -> Int {
    guard byte(at: start)?.startsWord == true else { return start }
    var end = start
    while byte(at: end)?.isInWord == true { end += 1 }
    while byte(at: end - 1) == .dash { end -= 1 }
    return end
  }

  /// The value of a word that always is one.
  static func constant(_ word: String) -> Literal? {
    switch word {
    case "none": Literal.none
    case "true": .bool(true)
    case "false": .bool(false)
    case "now": .now
    case "today": .today
    default: nil
    }
  }

  private func symbol(at start: Int) throws(Stop) -> Token {
    for symbol in Symbol.allCases where bytes[start...].starts(with: symbol.rawValue.utf8) {
      return Token(kind: .symbol(symbol), range: start..<start + symbol.rawValue.utf8.count)
    }
    throw unknownCharacter(at: start)
  }

  private func unknownCharacter(at start: Int) -> Stop {
    let span = span(start..<start + 1)
    let (message, hint): (String, String?) =
      switch bytes[start] {
      case UInt8(ascii: "!"): ("'!' is no operator", "write not, or != for different")
      case UInt8(ascii: "&"): ("'&' is no operator", "write and")
      case UInt8(ascii: "@"), UInt8(ascii: "~"), UInt8(ascii: "%"):
        ("'\(span.text)' stands in a bare id or path only as a command's argument", "quote it: \"prod-db@latest\"")
      case .backslash: ("'\\' joins lines only at the end of one", nil)
      case let byte where byte < 0x20 || byte == 0x7f: ("a control character, \(byte), stands here", nil)
      default: ("'\(span.text)' begins nothing", nil)
      }
    return .failed(Diagnostic(.unknownCharacter, message, at: span, hint: hint))
  }
}
