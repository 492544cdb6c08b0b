extension Lexer {
  /// `hex"…"`, `base64"…"` or `b"…"`; nothing if the word is none of these.
  func bytesLiteral(_ word: String, at start: Int, quoteAt quote: Int) throws(Stop) -> Token? {
    guard ["hex", "base64", "b"].contains(word) else { return nil }
    var end = quote + 1
    while let byte = byte(at: end), byte != .quote { end += byte == .backslash && word == "b" ? 2 : 1 }
    guard byte(at: end) == .quote else { throw .incomplete(Opener(what: "bytes", span: span(start..<quote + 1))) }
    let inside = quote + 1..<end
    let value: [UInt8] =
      switch word {
      case "hex": try hex(inside)
      case "base64": try base64(inside)
      default: try ascii(inside)
      }
    return Token(kind: .literal(.bytes(value)), range: start..<end + 1)
  }

  private func hex(_ range: Range<Int>) throws(Stop) -> [UInt8] {
    var digits: [UInt8] = []
    for index in range where !bytes[index].isBlank && bytes[index] != .newline {
      guard let digit = bytes[index].hexDigit else { throw invalid("no hexadecimal digit", index..<index + 1) }
      digits.append(digit)
    }
    guard digits.count % 2 == 0 else { throw invalid("an odd number of hexadecimal digits: \(digits.count)", range) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private func base64(_ range: Range<Int>) throws(Stop) -> [UInt8] {
    let digits = bytes[range].filter { !$0.isBlank && $0 != .newline }
    guard let value = Base64.decoded(digits) else { throw invalid("no base64 with its padding", range) }
    return value
  }

  private func ascii(_ range: Range<Int>) throws(Stop) -> [UInt8] {
    if let index = range.first(where: { bytes[$0] >= 0x80 }) {
      throw invalid("b\"…\" holds ASCII only", index..<index + 1)
    }
    let value = Array(try unescaped(range).utf8)
    guard value.allSatisfy({ $0 < 0x80 }) else { throw invalid("b\"…\" holds ASCII only", range) }
    return value
  }

  private func invalid(_ message: String, _ range: Range<Int>) -> Stop {
    .failed(Diagnostic(.invalidBytes, message, at: span(range)))
  }
}
