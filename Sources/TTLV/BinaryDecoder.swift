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

@usableFromInline
struct BinaryDecoder: Sendable {
  let limits: Limits
  @usableFromInline private(set) var offset = 0
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
  mutating func item(
    in bytes: borrowing RawSpan, end: Int, depth: Int
  ) throws(TTLVError) -> Item {
    if let item = number(in: bytes, end: end) { return item }
    let header = try header(in: bytes, end: end)
    do throws(TTLVError) {
      try require(header.paddedLength, end: end)
      return Item(header.tag, try value(header, in: bytes, depth: depth))
    } catch {
      throw error.inside(header.tag)
    }
  }

  /// Reads the header at `offset` and moves behind it.
  @inline(__always)
  mutating func header(in bytes: borrowing RawSpan, end: Int) throws(TTLVError) -> ItemHeader {
    try require(ItemHeader.size, end: end)
    let header = try ItemHeader(word: bytes.bigEndian(at: offset), offset: offset)
    itemCount += 1
    offset += ItemHeader.size
    return header
  }

  /// Moves over bytes that are known to be there.
  @inlinable
  mutating func advance(_ count: Int) { offset += count }

  @inline(__always)
  func require(_ count: Int, end: Int) throws(TTLVError) {
    guard count <= end - offset else {
      throw TTLVError(.endsEarly(needed: count, available: end - offset), offset: offset)
    }
  }

  @inline(__always)
  func require(depth: Int) throws(TTLVError) {
    guard depth <= limits.depth else { throw TTLVError(.tooDeep(limit: limits.depth), offset: offset) }
  }

  @inline(__always)
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
    try require(depth: depth)
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

extension BinaryDecoder {
  /// The item at `offset` if it is a number or a Boolean and nothing is wrong with it; otherwise nothing is read.
  @inline(__always)
  mutating func number(in bytes: borrowing RawSpan, end: Int) -> Item? {
    guard end - offset >= 2 * ItemHeader.size else { return nil }
    let header = bytes.bigEndian(at: offset)
    guard let value = Item.Value(header: header, word: bytes.bigEndian(at: offset + ItemHeader.size)) else {
      return nil
    }
    itemCount += 1
    offset += 2 * ItemHeader.size
    return Item(Tag(UInt32(truncatingIfNeeded: header >> 40)), value)
  }
}

extension Item.Value {
  /// A type and length of §10.1 with the eight bytes after them.
  @inline(__always)
  fileprivate init?(header: UInt64, word: UInt64) {
    let half = UInt32(truncatingIfNeeded: word >> 32)
    let padding = UInt32(truncatingIfNeeded: word)
    switch header & 0xFF_FFFF_FFFF {
    case 0x02_0000_0004 where padding == 0: self = .integer(Int32(bitPattern: half))
    case 0x05_0000_0004 where padding == 0: self = .enumeration(half)
    case 0x0A_0000_0004 where padding == 0: self = .interval(half)
    case 0x03_0000_0008: self = .longInteger(Int64(bitPattern: word))
    case 0x06_0000_0008 where word <= 1: self = .boolean(word == 1)
    case 0x09_0000_0008: self = .dateTime(Int64(bitPattern: word))
    case 0x0B_0000_0008: self = .dateTimeExtended(Int64(bitPattern: word))
    default: return nil
    }
  }
}
