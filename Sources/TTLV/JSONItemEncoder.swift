extension Item {
  /// The JSON encoding (KMIP Profiles 2.1 §JSON): tags by name, the tag and enumeration values without one as `0x…`.
  public func encodedJSON(vocabulary: any Vocabulary, dialect: JSONDialect = .standard) -> [UInt8] {
    var encoder = JSONItemEncoder(vocabulary: vocabulary, dialect: dialect)
    encoder.write(self)
    return encoder.out
  }
}

struct JSONItemEncoder {
  let vocabulary: any Vocabulary
  let dialect: JSONDialect
  private(set) var out: [UInt8] = []

  init(vocabulary: any Vocabulary, dialect: JSONDialect) {
    self.vocabulary = vocabulary
    self.dialect = dialect
    out.reserveCapacity(2048)
  }

  mutating func write(_ item: Item, after siblings: ArraySlice<Item> = []) {
    write(#"{"tag":"#)
    write(text: vocabulary.name(of: item.tag) ?? item.tag.hexadecimal)
    write(item.value, tag: vocabulary.subject(of: item.tag, after: siblings))
    out.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ value: Item.Value, tag: Tag) {
    switch value {
    case .structure(let children): write(children)
    case .integer(let number): write(integer: number, tag: tag)
    case .longInteger(let number): write(#","type":"LongInteger","value":"0x"#, word: number)
    case .bigInteger(let bytes): write(bigInteger: bytes)
    case .enumeration(let code): write(enumeration: code, tag: tag)
    case .boolean(true): write(#","type":"Boolean","value":true"#)
    case .boolean(false): write(#","type":"Boolean","value":false"#)
    case .textString(let text):
      write(#","type":"TextString","value":"#)
      write(text: text)
    case .byteString(let bytes):
      write(#","type":"ByteString","value":""#)
      appendHexadecimal(bytes, to: &out)
      quote()
    case .dateTime(let seconds): write(dateTime: seconds)
    case .interval(let seconds): write(#","type":"Interval","value":"#, number: Int64(seconds))
    case .dateTimeExtended(let microseconds):
      write(#","type":"DateTimeExtended","value":"0x"#, word: microseconds)
    }
  }

  private mutating func write(_ children: [Item]) {
    write(#","value":["#)
    for (index, child) in children.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      write(child, after: children[..<index])
    }
    out.append(UInt8(ascii: "]"))
  }

  private mutating func write(enumeration code: UInt32, tag: Tag) {
    write(#","type":"Enumeration","value":"#)
    let name =
      switch dialect {
      case .standard: vocabulary.enumerationName(of: code, in: tag)
      case .cosmian: vocabulary.tagName(of: code, in: tag)
      }
    if let name { return write(text: name) }
    write(#""0x"#)
    appendHexadecimal(UInt64(code), digits: 8, to: &out)
    quote()
  }

  private mutating func write(integer number: Int32, tag: Tag) {
    guard dialect == .standard, let words = vocabulary.maskWords(number, in: tag) else {
      return write(#","type":"Integer","value":"#, number: Int64(number))
    }
    write(#","type":"Integer","value":"#)
    write(text: words.joined(separator: "|"))
  }

  private mutating func write(dateTime seconds: Int64) {
    guard let time = Timestamp(seconds: seconds).rfc3339 else {
      return write(#","type":"DateTime","value":"0x"#, word: seconds)
    }
    write(#","type":"DateTime","value":"#)
    write(text: time)
  }

  private mutating func write(bigInteger bytes: [UInt8]) {
    write(#","type":"BigInteger","value":"0x"#)
    let length = Item.Value.bigInteger(bytes).length
    let sign: UInt8 = bytes.first.map { $0 & 0x80 == 0 ? 0 : 0xFF } ?? 0
    appendHexadecimal(repeatElement(sign, count: length - bytes.count), to: &out)
    appendHexadecimal(bytes, to: &out)
    quote()
  }

  private mutating func write(_ key: StaticString, number: Int64) {
    write(key)
    out.append(contentsOf: String(number).utf8)
  }

  private mutating func write(_ key: StaticString, word: Int64) {
    write(key)
    appendHexadecimal(UInt64(bitPattern: word), digits: 16, to: &out)
    quote()
  }
}

extension JSONItemEncoder {
  private mutating func write(_ literal: StaticString) {
    out.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  private mutating func quote() { out.append(UInt8(ascii: "\"")) }

  private mutating func write(text: String) {
    var text = text
    quote()
    text.withUTF8 { write(escaping: $0) }
    quote()
  }

  private mutating func write(escaping text: UnsafeBufferPointer<UInt8>) {
    var isPlain = true
    for byte in text where mustBeEscaped(byte) { isPlain = false }
    if isPlain { return out.append(contentsOf: text) }
    for byte in text { write(escaped: byte) }
  }

  private mutating func write(escaped byte: UInt8) {
    guard mustBeEscaped(byte) else { return out.append(byte) }
    out.append(UInt8(ascii: "\\"))
    guard byte < 0x20 else { return out.append(byte) }
    write("u")
    appendHexadecimal(UInt64(byte), digits: 4, to: &out)
  }
}

@inline(__always)
private func mustBeEscaped(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}
