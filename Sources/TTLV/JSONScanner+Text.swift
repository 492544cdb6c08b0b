extension JSONScanner {
  /// The text of a string, its escapes resolved.
  func text(_ token: StringToken) throws(TTLVError) -> String {
    if token.isEscaped { return try unescaped(token.range) }
    let text = bytes.withUnsafeBufferPointer {
      UnsafeBufferPointer(rebasing: $0[token.range]).validText
    }
    guard let text else { throw TTLVError(.badText, offset: token.range.lowerBound) }
    return text
  }

  /// Whether the string reads `word`; one with escapes never does.
  func matches(_ token: StringToken, _ word: StaticString) -> Bool {
    guard token.range.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[token.range.lowerBound &+ index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  private func unescaped(_ range: Range<Int>) throws(TTLVError) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      if bytes[position] == UInt8(ascii: "\\") {
        try appendEscape(at: &position, end: range.upperBound, to: &out)
      } else {
        out.append(bytes[position])
        position += 1
      }
    }
    guard let text = out.withUnsafeBufferPointer({ $0.validText }) else {
      throw TTLVError(.badText, offset: range.lowerBound)
    }
    return text
  }

  private func appendEscape(at position: inout Int, end: Int, to out: inout [UInt8]) throws(TTLVError) {
    let code = position + 1 < end ? bytes[position + 1] : 0
    if code == UInt8(ascii: "u") {
      let scalar = try unicodeEscape(at: &position, end: end)
      out.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      return
    }
    guard let byte = simpleEscape(code) else { throw badEscape(position) }
    out.append(byte)
    position += 2
  }

  private func simpleEscape(_ code: UInt8) -> UInt8? {
    switch Unicode.Scalar(code) {
    case "\"", "\\", "/": code
    case "b": 0x08
    case "f": 0x0C
    case "n": 0x0A
    case "r": 0x0D
    case "t": 0x09
    default: nil
    }
  }

  /// Reads `\uXXXX`, or the two of a surrogate pair.
  private func unicodeEscape(at position: inout Int, end: Int) throws(TTLVError) -> Unicode.Scalar {
    let start = position
    let unit = try codeUnit(at: &position, end: end)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, position < end, bytes[position] == UInt8(ascii: "\\") else { throw badEscape(start) }
    let trail = try codeUnit(at: &position, end: end)
    guard (0xDC00...0xDFFF).contains(trail),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trail - 0xDC00))
    else { throw badEscape(start) }
    return scalar
  }

  private func codeUnit(at position: inout Int, end: Int) throws(TTLVError) -> UInt32 {
    guard end - position >= 6, bytes[position + 1] == UInt8(ascii: "u") else { throw badEscape(position) }
    var unit: UInt32 = 0
    for digit in bytes[position + 2..<position + 6] {
      guard let nibble = hexadecimalValue(digit) else { throw badEscape(position) }
      unit = unit << 4 | UInt32(nibble)
    }
    position += 6
    return unit
  }

  private func badEscape(_ position: Int) -> TTLVError {
    TTLVError(.malformed(found: "an unknown escape", wanted: "one of JSON's"), offset: position)
  }
}
