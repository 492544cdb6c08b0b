extension Lexer {
  /// `'…'`
  func rawText(at start: Int) throws(Stop) -> Token {
    guard let end = bytes[(start + 1)...].firstIndex(of: .apostrophe) else {
      throw .incomplete(Opener(what: Opener.text, span: span(start..<start + 1)))
    }
    return Token(kind: .literal(.text(text(start + 1..<end))), range: start..<end + 1)
  }

  /// The text of a range whose escapes count.
  func unescaped(_ range: Range<Int>) throws(Stop) -> String {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == .backslash else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let escape = try escape(at: index, before: range.upperBound)
      result += escape.text
      index = escape.end
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func escape(at start: Int, before limit: Int) throws(Stop) -> (text: [UInt8], end: Int) {
    let next = start + 1 < limit ? bytes[start + 1] : 0
    switch next {
    case UInt8(ascii: "n"): return ([.newline], start + 2)
    case UInt8(ascii: "t"): return ([.tab], start + 2)
    case UInt8(ascii: "r"): return ([.carriageReturn], start + 2)
    case .quote, .backslash, .leftBrace, .rightBrace: return ([next], start + 2)
    case UInt8(ascii: "u"): return try scalar(at: start, before: limit)
    default:
      let end = min(limit, self.end(of: start + 2) { $0 & 0xc0 == 0x80 })
      throw invalidEscape(
        "'\(text(start..<end))' is no escape", start..<end, hint: "write \\\\ for a backslash, or '…'")
    }
  }

  /// `\u{1f511}`
  private func scalar(at start: Int, before limit: Int) throws(Stop) -> (text: [UInt8], end: Int) {
    let digits = start + 3
    let end = end(of: digits) { $0.hexDigit != nil }
    guard byte(at: start + 2) == .leftBrace, byte(at: end) == .rightBrace, end < limit, (1...6).contains(end - digits),
      let value = UInt32(text(digits..<end), radix: 16), let scalar = Unicode.Scalar(value)
    else {
      throw invalidEscape(
        "no character has this number", start..<min(limit, max(end, start + 2)), hint: "write \\u{e9}")
    }
    return (Array(String(Character(scalar)).utf8), end + 1)
  }

  private func invalidEscape(_ message: String, _ range: Range<Int>, hint: String) -> Stop {
    .failed(Diagnostic(.invalidEscape, message, at: span(range), hint: hint))
  }
}
