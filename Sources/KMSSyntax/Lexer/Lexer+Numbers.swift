extension Lexer {
  /// A literal that begins with a digit, outside of a command's arguments.
  func number(at start: Int) throws(Stop) -> Token {
    let end = numberEnd(from: start)
    return Token(kind: .literal(try literal(start..<end)), range: start..<end)
  }

  /// A negative literal whose `-` is at `start`.
  func negativeNumber(at start: Int) throws(Stop) -> Token {
    let end = numberEnd(from: start + 1)
    return Token(kind: .literal(try literal(start..<end)), range: start..<end)
  }

  private func literal(_ range: Range<Int>) throws(Stop) -> Literal {
    switch NumberReader.read(Array(bytes[range])) {
    case .literal(let literal): return literal
    case .invalid(let code, let message, let hint):
      throw .failed(Diagnostic(code, message, at: span(range), hint: hint))
    case .word:
      throw .failed(
        Diagnostic(
          .invalidNumber, "'\(text(range))' is no number, duration, size or time", at: span(range),
          hint: "quote an id: \"\(text(range))…\""))
    }
  }

  private func numberEnd(from start: Int) -> Int {
    if TimeReader.isDate(Array(bytes[start...].prefix(10))) { return timeEnd(from: start + 10) }
    let end = end(of: start) { $0.isDigit || $0.startsWord }
    return byte(at: end) == UInt8(ascii: "%") ? end + 1 : end
  }

  private func timeEnd(from start: Int) -> Int {
    guard byte(at: start) == UInt8(ascii: "T") else { return end(of: start) { $0.isInWord } }
    let zone = end(of: start + 1) { $0.isDigit || $0 == UInt8(ascii: ":") || $0 == .dot }
    let signed = byte(at: zone) == UInt8(ascii: "+") || byte(at: zone) == .dash
    return end(of: signed ? zone + 1 : zone) { $0.isDigit || $0.isLetter || (signed && $0 == UInt8(ascii: ":")) }
  }

  func end(of start: Int, while isIn: (UInt8) -> Bool) -> Int {
    var end = start
    while let byte = byte(at: end), isIn(byte) { end += 1 }
    return end
  }
}
