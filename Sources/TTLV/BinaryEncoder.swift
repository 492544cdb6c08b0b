extension Item {
  /// The binary encoding (KMIP 2.1 §10.1).
  public func encoded() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ItemHeader.size + value.paddedLength) { buffer, count in
      var encoder = BinaryEncoder(buffer: UnsafeMutableRawBufferPointer(buffer))
      encoder.write(self)
      count = encoder.offset
    }
  }
}

extension Item.Value {
  /// Bytes of the value without its padding.
  var length: Int {
    switch self {
    case .structure(let children): children.reduce(0) { $0 + ItemHeader.size + $1.value.paddedLength }
    case .integer, .enumeration, .interval: 4
    case .longInteger, .boolean, .dateTime, .dateTimeExtended: 8
    case .bigInteger(let bytes): max(8, (bytes.count + 7) & ~7)
    case .textString(let text): text.utf8.count
    case .byteString(let bytes): bytes.count
    }
  }

  fileprivate var paddedLength: Int { (length + 7) & ~7 }
}

/// Writes into a buffer that is as large as `paddedLength` said.
private struct BinaryEncoder {
  let buffer: UnsafeMutableRawBufferPointer
  var offset = 0

  mutating func write(_ item: Item) {
    let start = offset
    offset += ItemHeader.size
    let length = write(item.value)
    let header = UInt64(item.tag.rawValue) << 40 | UInt64(item.value.type.rawValue) << 32
    store(header | UInt64(UInt32(truncatingIfNeeded: length)), at: start)
  }

  /// Answers the length without the padding, which is written too.
  private mutating func write(_ value: Item.Value) -> Int {
    switch value {
    case .structure(let children): write(children)
    case .integer(let number): write(upperHalf: UInt32(bitPattern: number))
    case .enumeration(let number), .interval(let number): write(upperHalf: number)
    case .longInteger(let number), .dateTime(let number), .dateTimeExtended(let number):
      write(word: UInt64(bitPattern: number))
    case .boolean(let flag): write(word: flag ? 1 : 0)
    case .bigInteger(let bytes): write(bigInteger: bytes)
    case .textString(var text): text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    case .byteString(let bytes): bytes.withUnsafeBytes { write($0) }
    }
  }

  private mutating func write(_ children: [Item]) -> Int {
    let start = offset
    for child in children { write(child) }
    return offset - start
  }

  private mutating func write(word: UInt64) -> Int {
    store(word, at: offset)
    offset += 8
    return 8
  }

  private mutating func write(upperHalf: UInt32) -> Int {
    write(word: UInt64(upperHalf) << 32) / 2
  }

  private mutating func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    let padded = (bytes.count + 7) & ~7
    guard padded > 0 else { return 0 }
    store(0, at: offset + padded - 8)
    UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<offset + bytes.count]).copyMemory(from: bytes)
    offset += padded
    return bytes.count
  }

  private mutating func write(bigInteger bytes: [UInt8]) -> Int {
    let start = offset
    let extended = max(8, (bytes.count + 7) & ~7)
    let sign: UInt8 = bytes.first.map { $0 & 0x80 == 0 ? 0 : 0xFF } ?? 0
    for _ in bytes.count..<extended {
      buffer[offset] = sign
      offset += 1
    }
    for byte in bytes {
      buffer[offset] = byte
      offset += 1
    }
    return offset - start
  }

  private func store(_ word: UInt64, at position: Int) {
    buffer.storeBytes(of: word.bigEndian, toByteOffset: position, as: UInt64.self)
  }
}
