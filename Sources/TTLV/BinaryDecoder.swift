extension Item {
  /// Reads the binary encoding of one item and nothing after it (KMIP 2.1 §10.1).
  public init(decoding bytes: [UInt8], limits: Limits = .standard) throws(TTLVError) {
    guard bytes.count <= limits.messageSize else {
      throw TTLVError(.tooLarge(size: bytes.count, limit: limits.messageSize), offset: 0)
    }
    var decoder = BinaryDecoder(limits: limits)
    self = try decoder.message(bytes.span.bytes)
  }
}

struct BinaryDecoder {
  let limits: Limits
  private(set) var offset = 0
  private var itemCount = 0

  init(limits: Limits) { self.limits = limits }

  mutating func message(_ bytes: borrowing RawSpan) throws(TTLVError) -> Item {
    let item = try item(in: bytes, end: bytes.byteCount, depth: 1)
    guard offset == bytes.byteCount else {
      throw TTLVError(.trailingBytes(count: bytes.byteCount - offset), offset: offset)
    }
    return item
  }

  /// Reads the item at `offset`, which has to end at or before `end`.
  private mutating func item(
    in bytes: borrowing RawSpan, end: Int, depth: Int
  ) throws(TTLVError) -> Item {
    try require(ItemHeader.size, end: end)
    let header = try ItemHeader(word: bytes.bigEndian(at: offset), offset: offset)
    itemCount += 1
    offset += ItemHeader.size
    do throws(TTLVError) {
      try require(header.paddedLength, end: end)
      return Item(header.tag, try value(header, in: bytes, depth: depth))
    } catch {
      throw error.inside(header.tag)
    }
  }

  private func require(_ count: Int, end: Int) throws(TTLVError) {
    guard count <= end - offset else {
      throw TTLVError(.endsEarly(needed: count, available: end - offset), offset: offset)
    }
  }

  private mutating func value(
    _ header: ItemHeader, in bytes: borrowing RawSpan, depth: Int
  ) throws(TTLVError) -> Item.Value {
    if header.type == .structure {
      return .structure(try children(header.length, in: bytes, depth: depth))
    }
    let value = try leaf(header, in: bytes)
    try checkPadding(header, in: bytes)
    offset += header.paddedLength
    return value
  }

  private mutating func children(
    _ length: Int, in bytes: borrowing RawSpan, depth: Int
  ) throws(TTLVError) -> [Item] {
    guard depth <= limits.depth else { throw TTLVError(.tooDeep(limit: limits.depth), offset: offset) }
    let end = offset + length
    let count = childCount(end: end, in: bytes)
    guard count <= limits.itemCount - itemCount else {
      throw TTLVError(.tooManyItems(limit: limits.itemCount), offset: offset)
    }
    var children: [Item] = []
    children.reserveCapacity(count)
    while offset < end {
      children.append(try item(in: bytes, end: end, depth: depth + 1))
    }
    return children
  }

  /// Hops from header to header, so that the array is allocated once.
  private func childCount(end: Int, in bytes: borrowing RawSpan) -> Int {
    var position = offset
    var count = 0
    while end - position >= ItemHeader.size {
      let length = Int(bytes.bigEndian(at: position) & 0xFFFF_FFFF)
      position += ItemHeader.size + (length + 7) & ~7
      count += 1
    }
    return count
  }
}
