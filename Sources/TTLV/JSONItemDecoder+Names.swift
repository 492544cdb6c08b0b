extension JSONItemDecoder {
  func enumeration(_ value: Value, tag: Tag, at offset: Int) throws(TTLVError) -> UInt32 {
    switch value {
    case .number(let range):
      if let code = DecimalNumber(scanner.bytes[range])?.int64.flatMap({ UInt32(exactly: $0) }) { return code }
    case .string(let token):
      return try vocabulary.enumeration(named: try scanner.text(token), in: tag, at: token.range.lowerBound)
    case .null, .flag, .items: break
    }
    throw wrong(value, at: offset, wanted: "the name or number of an enumeration value")
  }

  func integer(_ value: Value, tag: Tag, at offset: Int) throws(TTLVError) -> Int32 {
    switch value {
    case .number(let range):
      if let number = DecimalNumber(scanner.bytes[range])?.int64.flatMap({ Int32(exactly: $0) }) { return number }
    case .string(let token) where !token.range.isEmpty:
      return try vocabulary.mask(try scanner.text(token), in: tag, at: token.range.lowerBound)
    case .string, .null, .flag, .items: break
    }
    throw wrong(value, at: offset, wanted: "a 32-bit number")
  }
}
