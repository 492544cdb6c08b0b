extension BinaryDecoder {
  /// Reads the value at `offset`, whose padded length is known to be there.
  func leaf(_ header: ItemHeader, in bytes: borrowing RawSpan) throws(TTLVError) -> Item.Value {
    switch header.type {
    case .structure: .structure([])
    case .integer: .integer(Int32(bitPattern: upperHalf(bytes)))
    case .enumeration: .enumeration(upperHalf(bytes))
    case .interval: .interval(upperHalf(bytes))
    case .longInteger: .longInteger(Int64(bitPattern: bytes.bigEndian(at: offset)))
    case .dateTime: .dateTime(Int64(bitPattern: bytes.bigEndian(at: offset)))
    case .dateTimeExtended: .dateTimeExtended(Int64(bitPattern: bytes.bigEndian(at: offset)))
    case .boolean: .boolean(try boolean(bytes))
    case .bigInteger: .bigInteger(array(header.length, in: bytes))
    case .byteString: .byteString(array(header.length, in: bytes))
    case .textString: .textString(try text(header.length, in: bytes))
    }
  }

  func checkPadding(_ header: ItemHeader, in bytes: borrowing RawSpan) throws(TTLVError) {
    let padding = header.paddedLength - header.length
    guard padding > 0 else { return }
    let lastWord = bytes.bigEndian(at: offset + header.paddedLength - 8)
    guard lastWord << (64 - 8 * padding) == 0 else {
      throw TTLVError(.badPadding, offset: offset + header.length)
    }
  }

  private func upperHalf(_ bytes: borrowing RawSpan) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.bigEndian(at: offset) >> 32)
  }

  private func boolean(_ bytes: borrowing RawSpan) throws(TTLVError) -> Bool {
    let word = bytes.bigEndian(at: offset)
    guard word <= 1 else { throw TTLVError(.badBoolean, offset: offset) }
    return word == 1
  }

  private func array(_ count: Int, in bytes: borrowing RawSpan) -> [UInt8] {
    bytes.extracting(offset..<offset + count).withUnsafeBytes { Array($0) }
  }

  func isText(_ count: Int, in bytes: borrowing RawSpan) -> Bool {
    bytes.extracting(offset..<offset + count).withUnsafeBytes { raw in
      raw.withMemoryRebound(to: UInt8.self) { $0.isText }
    }
  }

  private func text(_ count: Int, in bytes: borrowing RawSpan) throws(TTLVError) -> String {
    let text = bytes.extracting(offset..<offset + count).withUnsafeBytes { raw in
      raw.withMemoryRebound(to: UInt8.self) { $0.validText }
    }
    guard let text else { throw TTLVError(.badText, offset: offset) }
    return text
  }
}

extension BinaryDecoder {
  /// The text at `offset` if nothing is wrong with it; otherwise nothing is read.
  mutating func text(in bytes: borrowing RawSpan, end: Int) -> String? {
    guard end - offset >= ItemHeader.size else { return nil }
    let word = bytes.bigEndian(at: offset)
    let length = Int(word & 0xFFFF_FFFF)
    let padding = -length & 7
    let start = offset + ItemHeader.size
    guard word >> 32 & 0xFF == 0x07, length + padding <= end - start else { return nil }
    let last = padding == 0 ? 0 : bytes.bigEndian(at: start + length + padding - 8) << (64 - 8 * padding)
    guard last == 0 else { return nil }
    let text = bytes.extracting(start..<start + length).withUnsafeBytes { raw in
      raw.withMemoryRebound(to: UInt8.self) { $0.validText }
    }
    guard let text else { return nil }
    advance(ItemHeader.size + length + padding)
    return text
  }
}

extension RawSpan {
  /// The eight bytes at `offset`; one outside of the span traps.
  @inlinable @inline(__always)
  func bigEndian(at offset: Int) -> UInt64 {
    UInt64(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
