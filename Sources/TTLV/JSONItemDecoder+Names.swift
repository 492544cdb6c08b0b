extension JSONItemDecoder {
  func enumeration(_ value: Value, tag: Tag, at offset: Int) throws(TTLVError) -> UInt32 {
    switch value {
    case .number(let range):
      if let code = DecimalNumber(scanner.bytes[range])?.int64.flatMap({ UInt32(exactly: $0) }) { return code }
    case .string(let token):
      return try enumeration(named: try scanner.text(token), tag: tag, at: token.range.lowerBound)
    case .null, .flag, .items: break
    }
    throw wrong(value, at: offset, wanted: "the name or number of an enumeration value")
  }

  // Attribute References and Tags are enumerations whose values are tag numbers.
  private func enumeration(named name: String, tag: Tag, at offset: Int) throws(TTLVError) -> UInt32 {
    if let code = HexadecimalNumber(name).flatMap({ UInt32(exactly: $0.value) }) { return code }
    if let code = vocabulary.value(named: name, in: tag) { return code }
    if let code = vocabulary.tag(named: name)?.rawValue { return code }
    throw TTLVError(.unknownName(name), offset: offset)
  }

  func integer(_ value: Value, tag: Tag, at offset: Int) throws(TTLVError) -> Int32 {
    switch value {
    case .number(let range):
      if let number = DecimalNumber(scanner.bytes[range])?.int64.flatMap({ Int32(exactly: $0) }) { return number }
    case .string(let token) where !token.range.isEmpty:
      return try mask(try scanner.text(token), tag: tag, at: token.range.lowerBound)
    case .string, .null, .flag, .items: break
    }
    throw wrong(value, at: offset, wanted: "a 32-bit number")
  }

  /// A number, or the words and numbers of a mask between `|` or white space.
  private func mask(_ text: String, tag: Tag, at offset: Int) throws(TTLVError) -> Int32 {
    var mask: Int32 = 0
    for word in text.split(whereSeparator: { $0 == "|" || $0.isWhitespace }) {
      let word = String(word)
      guard let bit = Int32(hexadecimal: word) ?? vocabulary.maskBit(named: word, in: tag) else {
        throw TTLVError(.unknownName(word), offset: offset)
      }
      mask |= bit
    }
    return mask
  }
}

extension Int32 {
  /// Reads `0x…`, where up to eight digits are the bits and more have to be a sign extension.
  fileprivate init?(hexadecimal text: String) {
    guard let number = HexadecimalNumber(text) else { return nil }
    if number.digits <= 8 {
      self.init(bitPattern: UInt32(truncatingIfNeeded: number.value))
    } else {
      self.init(exactly: Int64(bitPattern: number.value))
    }
  }
}
