/// Reads the items of one structure from their binary encoding, one after another (KMIP 2.1 §10.1).
///
/// Where anything is wrong it answers nil: `Item(decoding:)` tells what.
public struct BinaryReader: Sendable {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline let end: Int
  @usableFromInline private(set) var decoder: BinaryDecoder
  /// Of the items at hand: the root has one.
  private let depth: Int

  /// None for a message that may hold more items than the limit.
  public init?(_ bytes: [UInt8], limits: Limits = .standard) {
    guard bytes.count <= limits.messageSize, bytes.count / ItemHeader.size <= limits.itemCount else { return nil }
    self.init(bytes, end: bytes.count, depth: 1, BinaryDecoder(limits: limits))
  }

  /// Of items that this process has written: no limit holds for them.
  public init(trusted bytes: [UInt8]) {
    let limits = Limits(messageSize: .max, depth: .max, itemCount: .max)
    self.init(bytes, end: bytes.count, depth: 1, BinaryDecoder(limits: limits))
  }

  private init(_ bytes: [UInt8], end: Int, depth: Int, _ decoder: BinaryDecoder) {
    self.bytes = bytes
    self.end = end
    self.depth = depth
    self.decoder = decoder
  }

  @inlinable
  public var isAtEnd: Bool { decoder.offset == end }

  /// All items that are left.
  public func items() -> [Item]? {
    var rest = self
    var items: [Item] = []
    while !rest.isAtEnd {
      guard let item = rest.item() else { return nil }
      items.append(item)
    }
    return items
  }

  /// The bytes of all items that are left.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[decoder.offset..<end])) }
  }

  public mutating func item() -> Item? {
    // A copy, so that the bytes need none.
    var decoder = decoder
    guard let item = try? decoder.item(in: bytes.span.bytes, end: end, depth: depth) else { return nil }
    self.decoder = decoder
    return item
  }

  /// Enters the structure at hand, and moves behind it once what is in it is known to be well formed.
  public mutating func checkedStructure() -> BinaryReader? {
    guard let inner = structure() else { return nil }
    var check = inner.decoder
    while check.offset < inner.end {
      guard check.skip(in: bytes.span.bytes, end: inner.end, depth: inner.depth) else { return nil }
    }
    return inner
  }

  /// Enters the structure at hand and moves behind it.
  public mutating func structure() -> BinaryReader? {
    var decoder = decoder
    guard let length = decoder.enterStructure(in: bytes.span.bytes, end: end, depth: depth) else { return nil }
    let inner = BinaryReader(bytes, end: decoder.offset + length, depth: depth + 1, decoder)
    self.decoder.advance(ItemHeader.size + length)
    return inner
  }
}

extension BinaryReader {
  /// The tag of the item at hand.
  @inlinable
  public var tag: Tag? {
    guard end - decoder.offset >= 8 else { return nil }
    return Tag(rawValue: UInt32(truncatingIfNeeded: bytes.span.bytes.bigEndian(at: decoder.offset) >> 40))
  }

  /// The text at hand if it is one; otherwise nothing is read.
  public mutating func text() -> String? {
    var decoder = decoder
    guard let text = decoder.text(in: bytes.span.bytes, end: end) else { return nil }
    self.decoder = decoder
    return text
  }

  /// The number at hand if it is of `type`, which has four bytes; otherwise nothing is read.
  @inlinable
  public mutating func number(_ type: ItemType) -> UInt32? {
    guard let word = word(type, length: 4), UInt32(truncatingIfNeeded: word) == 0 else { return nil }
    decoder.advance(16)
    return UInt32(truncatingIfNeeded: word >> 32)
  }

  /// The number at hand if it is of `type`, which has eight bytes; otherwise nothing is read.
  @inlinable
  public mutating func word(_ type: ItemType) -> UInt64? {
    guard let word = word(type, length: 8) else { return nil }
    decoder.advance(16)
    return word
  }

  @inlinable
  func word(_ type: ItemType, length: UInt64) -> UInt64? {
    guard end - decoder.offset >= 16 else { return nil }
    let header = bytes.span.bytes.bigEndian(at: decoder.offset)
    guard header & 0xFF_FFFF_FFFF == UInt64(type.rawValue) << 32 | length else { return nil }
    return bytes.span.bytes.bigEndian(at: decoder.offset + 8)
  }
}
