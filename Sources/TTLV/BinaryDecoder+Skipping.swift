extension BinaryDecoder {
  /// Moves to the first item of the structure at `offset`; answers the structure's length.
  mutating func enterStructure(in bytes: borrowing RawSpan, end: Int, depth: Int) -> Int? {
    guard end - offset >= ItemHeader.size, depth <= limits.depth else { return nil }
    let header = bytes.bigEndian(at: offset)
    let length = Int(header & 0xFFFF_FFFF)
    guard header >> 32 & 0xFF == 1, length & 7 == 0, length <= end - offset - ItemHeader.size else { return nil }
    advance(ItemHeader.size)
    return length
  }

  /// Moves over the item at `offset`; false if `item(in:end:depth:)` would throw.
  mutating func skip(in bytes: borrowing RawSpan, end: Int, depth: Int) -> Bool {
    if number(in: bytes, end: end) != nil { return true }
    if let length = enterStructure(in: bytes, end: end, depth: depth) {
      let end = offset + length
      while offset < end {
        guard skip(in: bytes, end: end, depth: depth + 1) else { return false }
      }
      return true
    }
    return skipBytes(in: bytes, end: end)
  }

  private mutating func skipBytes(in bytes: borrowing RawSpan, end: Int) -> Bool {
    guard end - offset >= ItemHeader.size,
      let header = try? ItemHeader(word: bytes.bigEndian(at: offset), offset: offset), header.type != .structure,
      header.paddedLength <= end - offset - ItemHeader.size
    else { return false }
    advance(ItemHeader.size)
    let isText = header.type != .textString || isText(header.length, in: bytes)
    guard isText, (try? checkPadding(header, in: bytes)) != nil else { return false }
    advance(header.paddedLength)
    return header.type == .textString || header.type == .byteString || header.type == .bigInteger
  }
}
