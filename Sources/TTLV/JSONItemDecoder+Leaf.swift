extension JSONItemDecoder {
  /// `tag` is the one whose names the value may have.
  func leaf(_ type: ItemType, _ value: Value, tag: Tag, at offset: Int) throws(TTLVError) -> Item.Value {
    switch type {
    case .structure: throw wrong(value, at: offset, wanted: "an array")
    case .integer: .integer(try integer(value, tag: tag, at: offset))
    case .longInteger: .longInteger(try word(value, at: offset, wanted: "a 64-bit number"))
    case .bigInteger: .bigInteger(try bigInteger(value, at: offset))
    case .enumeration: .enumeration(try enumeration(value, tag: tag, at: offset))
    case .boolean: .boolean(try boolean(value, at: offset))
    case .textString: .textString(try text(value, at: offset))
    case .byteString: .byteString(try byteString(value, at: offset))
    case .dateTime: .dateTime(try dateTime(value, at: offset))
    case .interval: .interval(try unsigned(value, at: offset, wanted: "a number of seconds"))
    case .dateTimeExtended: .dateTimeExtended(try dateTimeExtended(value, at: offset))
    }
  }

  /// The fault of a value; its text is not shown, for it may be a key's.
  func wrong(_ value: Value, at offset: Int, wanted: String) -> TTLVError {
    let found =
      switch value {
      case .null: "no value"
      case .flag(let flag): "\(flag)"
      case .items: "an array"
      case .string(let token): "a string of \(token.range.count) bytes"
      case .number(let range): "a number of \(range.count) characters"
      }
    return TTLVError(.malformed(found: found, wanted: wanted), offset: offset)
  }

  private func string(_ value: Value) throws(TTLVError) -> String? {
    if case .string(let token) = value { try scanner.text(token) } else { nil }
  }

  private func hexadecimal(_ value: Value) throws(TTLVError) -> HexadecimalNumber? {
    try string(value).flatMap(HexadecimalNumber.init)
  }

  private func number(_ value: Value) -> Int64? {
    guard case .number(let range) = value else { return nil }
    return DecimalNumber(scanner.bytes[range])?.int64
  }

  private func text(_ value: Value, at offset: Int) throws(TTLVError) -> String {
    guard let text = try string(value) else { throw wrong(value, at: offset, wanted: "a string") }
    return text
  }

  private func boolean(_ value: Value, at offset: Int) throws(TTLVError) -> Bool {
    if case .flag(let flag) = value { return flag }
    guard let word = try hexadecimal(value)?.value, word <= 1 else {
      throw wrong(value, at: offset, wanted: "true or false")
    }
    return word == 1
  }

  private func byteString(_ value: Value, at offset: Int) throws(TTLVError) -> [UInt8] {
    guard let bytes = try string(value).flatMap({ hexadecimalBytes($0.utf8) }) else {
      throw wrong(value, at: offset, wanted: "an even number of hexadecimal digits")
    }
    return bytes
  }

  private func word(_ value: Value, at offset: Int, wanted: String) throws(TTLVError) -> Int64 {
    if let number = number(value) { return number }
    guard let bits = try hexadecimal(value) else { throw wrong(value, at: offset, wanted: wanted) }
    return Int64(bitPattern: bits.value)
  }

  private func unsigned(_ value: Value, at offset: Int, wanted: String) throws(TTLVError) -> UInt32 {
    let decimal = number(value).flatMap { UInt32(exactly: $0) }
    let bits = try hexadecimal(value).flatMap { UInt32(exactly: $0.value) }
    guard let number = decimal ?? bits else { throw wrong(value, at: offset, wanted: wanted) }
    return number
  }

  private func dateTime(_ value: Value, at offset: Int) throws(TTLVError) -> Int64 {
    if let time = try string(value).flatMap(Timestamp.init(iso8601:)) { return time.seconds }
    return try word(value, at: offset, wanted: "an ISO 8601 time or 0x and 16 digits")
  }

  private func dateTimeExtended(_ value: Value, at offset: Int) throws(TTLVError) -> Int64 {
    if let time = try string(value).flatMap(Timestamp.init(iso8601:)) {
      return time.seconds * 1_000_000 + time.microseconds
    }
    return try word(value, at: offset, wanted: "an ISO 8601 time or 0x and 16 digits")
  }

  private func bigInteger(_ value: Value, at offset: Int) throws(TTLVError) -> [UInt8] {
    if case .number(let range) = value, let number = DecimalNumber(scanner.bytes[range])?.twosComplement {
      return number
    }
    let bytes = try string(value).flatMap { hexadecimalDigits(of: $0).flatMap { hexadecimalBytes($0) } }
    guard let bytes, !bytes.isEmpty else {
      throw wrong(value, at: offset, wanted: "a number or 0x and hexadecimal digits")
    }
    return signExtended(bytes)
  }
}
