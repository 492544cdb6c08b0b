// What JSON and XML write for numbers that have names. A name is only written if it reads back as its number.

extension Vocabulary {
  /// Takes `0x…` as well.
  func tag(written name: String, at offset: Int) throws(TTLVError) -> Tag {
    if let tag = Tag(hexadecimal: name) ?? tag(named: name) { return tag }
    throw TTLVError(.unknownName(name), offset: offset)
  }

  func enumerationName(of code: UInt32, in tag: Tag) -> String? {
    name(of: code, in: tag) ?? tagName(of: code, in: tag)
  }

  /// The name of the tag that an enumeration value stands for: Attribute References and Tags are enumerations whose
  /// values are tag numbers.
  func tagName(of code: UInt32, in tag: Tag) -> String? {
    guard code >> 16 == 0x42, let name = name(of: Tag(code)), value(named: name, in: tag) == nil else { return nil }
    return name
  }

  /// Takes `0x…` as well.
  func enumeration(named name: String, in tag: Tag, at offset: Int) throws(TTLVError) -> UInt32 {
    if let code = HexadecimalNumber(name).flatMap({ UInt32(exactly: $0.value) }) { return code }
    if let code = value(named: name, in: tag) { return code }
    if let code = self.tag(named: name)?.rawValue { return code }
    throw TTLVError(.unknownName(name), offset: offset)
  }

  /// The words of a mask, with one number for the bits that have none; nil for a number that is no mask.
  func maskWords(_ mask: Int32, in tag: Tag) -> [String]? {
    var words: [String] = []
    var nameless: UInt32 = 0
    var rest = UInt32(bitPattern: mask)
    while rest != 0 {
      let bit = rest & (~rest &+ 1)
      rest ^= bit
      if let name = name(ofMaskBit: Int32(bitPattern: bit), in: tag) { words.append(name) } else { nameless |= bit }
    }
    if words.isEmpty { return nil }
    return nameless == 0 ? words : words + ["0x" + hexadecimal(UInt64(nameless), digits: 8)]
  }

  /// A number `0x…`, or the words and numbers of a mask between `|` or white space.
  func mask(_ text: String, in tag: Tag, at offset: Int) throws(TTLVError) -> Int32 {
    var mask: Int32 = 0
    for word in text.split(whereSeparator: { $0 == "|" || $0.isWhitespace }) {
      let word = String(word)
      guard let bit = Int32(hexadecimal: word) ?? maskBit(named: word, in: tag) else {
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
