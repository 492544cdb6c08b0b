/// Reads the tokens of a JSON text and keeps their byte offsets.
struct JSONScanner {
  let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A string as it stands between its quotation marks.
  struct StringToken {
    let range: Range<Int>
    let isEscaped: Bool
  }

  mutating func skipByteOrderMark() {
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The next byte that is no white space.
  mutating func peek() -> UInt8? {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      case let byte: return byte
      }
    }
    return nil
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = peek(), UInt32(byte) == character.value else { return false }
    offset += 1
    return true
  }

  mutating func expect(_ character: Unicode.Scalar, or alternative: String? = nil) throws(TTLVError) {
    guard !take(character) else { return }
    throw unexpected(wanted: (alternative.map { "\($0) or " } ?? "") + "'\(character)'")
  }

  /// The fault of a byte that cannot stand here.
  mutating func unexpected(wanted: String) -> TTLVError {
    let byte = peek()
    return .unexpected(byte, wanted: wanted, at: offset)
  }

  mutating func string(_ wanted: String = "a string") throws(TTLVError) -> StringToken {
    guard take("\"") else { throw unexpected(wanted: wanted) }
    let start = offset
    var isEscaped = false
    offset = endOfPlainText(from: start)
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "\\") {
      isEscaped = true
      offset = endOfPlainText(from: min(offset + 2, bytes.count))
    }
    guard offset < bytes.count else { throw unexpected(wanted: "'\"'") }
    guard bytes[offset] == UInt8(ascii: "\"") else { throw controlCharacter() }
    offset += 1
    return StringToken(range: start..<offset - 1, isEscaped: isEscaped)
  }

  /// Where a quotation mark, a backslash, a control character or the end stands.
  private func endOfPlainText(from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var position = start
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: return position
        default: position &+= 1
        }
      }
      return position
    }
  }

  private func controlCharacter() -> TTLVError {
    let code = hexadecimal(UInt64(bytes[offset]), digits: 2)
    return TTLVError(.malformed(found: "control character 0x\(code)", wanted: "its escape"), offset: offset)
  }

  mutating func number() throws(TTLVError) -> Range<Int> {
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: offset += 1
      default: return start..<offset
      }
    }
    return start..<offset
  }

  mutating func word(_ word: StaticString) throws(TTLVError) {
    let start = offset
    for character in word.description.utf8 {
      guard offset < bytes.count, bytes[offset] == character else {
        offset = start
        throw unexpected(wanted: "\(word)")
      }
      offset += 1
    }
  }
}
