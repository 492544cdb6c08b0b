extension XMLItemDecoder {
  /// `tag` is the one whose names the value may have.
  func leaf(_ type: ItemType, of element: XMLScanner.StartTag, tag: Tag) throws(TTLVError) -> Item.Value {
    let attribute = element.attributes.value
    let text = try attribute.map(scanner.text) ?? ""
    let offset = attribute?.range.lowerBound ?? element.name.upperBound
    if type == .textString { return .textString(text) }
    let word = text.trimmed
    guard let value = try value(type, word, tag: tag, at: offset) else {
      throw TTLVError(.malformed(found: description(of: word), wanted: type.wanted), offset: offset)
    }
    return value
  }

  // What stands there is not shown, for it may be a key.
  private func description(of word: String) -> String {
    word.isEmpty ? "no value" : "a value of \(word.utf8.count) bytes"
  }

  private func value(
    _ type: ItemType, _ word: String, tag: Tag, at offset: Int
  ) throws(TTLVError) -> Item.Value? {
    switch type {
    case .structure: .structure([])
    case .textString: .textString(word)
    case .integer: try integer(word, tag: tag, at: offset).map(Item.Value.integer)
    case .longInteger: signed(word).map(Item.Value.longInteger)
    case .bigInteger: bytes(word).flatMap { $0.isEmpty ? nil : .bigInteger(signExtended($0)) }
    case .enumeration: try enumeration(word, tag: tag, at: offset).map(Item.Value.enumeration)
    case .boolean: boolean(word).map(Item.Value.boolean)
    case .byteString: bytes(word).map(Item.Value.byteString)
    case .dateTime: dateTime(word).map(Item.Value.dateTime)
    case .interval: unsigned(word).map(Item.Value.interval)
    case .dateTimeExtended: dateTimeExtended(word).map(Item.Value.dateTimeExtended)
    }
  }

  private func integer(_ word: String, tag: Tag, at offset: Int) throws(TTLVError) -> Int32? {
    if word.isEmpty { return nil }
    if word.looksDecimal { return Int32(word) }
    return try vocabulary.mask(word, in: tag, at: offset)
  }

  private func enumeration(_ word: String, tag: Tag, at offset: Int) throws(TTLVError) -> UInt32? {
    if word.isEmpty { return nil }
    if word.looksDecimal { return UInt32(word) }
    return try vocabulary.enumeration(named: word, in: tag, at: offset)
  }

  private func signed(_ word: String) -> Int64? {
    Int64(word) ?? HexadecimalNumber(word).map { Int64(bitPattern: $0.value) }
  }

  private func unsigned(_ word: String) -> UInt32? {
    UInt32(word) ?? HexadecimalNumber(word).flatMap { UInt32(exactly: $0.value) }
  }

  private func boolean(_ word: String) -> Bool? {
    switch word {
    case "true", "1": true
    case "false", "0": false
    default: HexadecimalNumber(word).flatMap { $0.value <= 1 ? $0.value == 1 : nil }
    }
  }

  private func dateTime(_ word: String) -> Int64? { Timestamp(iso8601: word)?.seconds ?? signed(word) }

  private func dateTimeExtended(_ word: String) -> Int64? {
    Timestamp(iso8601: word).map { $0.seconds * 1_000_000 + $0.microseconds } ?? signed(word)
  }

  private func bytes(_ word: String) -> [UInt8]? { hexadecimalBytes(hexadecimalDigits(of: word) ?? word[...].utf8) }
}

extension String {
  /// Without the white space around it (XML Schema's `collapse`).
  fileprivate var trimmed: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }

  fileprivate var looksDecimal: Bool {
    let digits = utf8.first.map { $0 == 0x2D || $0 == 0x2B ? utf8.dropFirst() : utf8[...] }
    return digits.map { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } } ?? false
  }
}

extension ItemType {
  fileprivate var wanted: String {
    switch self {
    case .structure: "elements"
    case .integer: "a 32-bit number"
    case .longInteger: "a 64-bit number"
    case .bigInteger, .byteString: "an even number of hexadecimal digits"
    case .enumeration: "the name or number of an enumeration value"
    case .boolean: "true or false"
    case .textString: "a text"
    case .dateTime, .dateTimeExtended: "an ISO 8601 time or 0x and 16 digits"
    case .interval: "a number of seconds"
    }
  }
}
