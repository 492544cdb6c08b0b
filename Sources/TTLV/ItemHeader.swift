/// The eight bytes before a value: three of tag, one of type, four of length.
struct ItemHeader {
  static let size = 8

  let tag: Tag
  let type: ItemType
  /// Bytes of the value without its padding.
  let length: Int

  var paddedLength: Int { (length + 7) & ~7 }

  /// The offset is for errors alone.
  @inline(__always)
  init(word: UInt64, offset: Int) throws(TTLVError) {
    tag = Tag(UInt32(truncatingIfNeeded: word >> 40))
    length = Int(word & 0xFFFF_FFFF)
    let code = UInt8(truncatingIfNeeded: word >> 32)
    guard let type = ItemType(rawValue: code) else {
      throw TTLVError(.unknownType(code), offset: offset + 3, path: [tag])
    }
    self.type = type
    guard type.permits(length: length) else {
      throw TTLVError(.badLength(type: type, length: length), offset: offset + 4, path: [tag])
    }
  }
}

extension Item {
  /// The length of the whole message that begins with `header`, or nil while that has fewer than eight bytes.
  ///
  /// A header that is no structure's, or that announces more than the limit, throws before anything is read on.
  public static func messageLength(
    header bytes: some Collection<UInt8>, limits: Limits = .standard
  ) throws(TTLVError) -> Int? {
    let start = bytes.prefix(ItemHeader.size)
    guard start.count == ItemHeader.size else { return nil }
    let header = try ItemHeader(word: start.reduce(0) { $0 << 8 | UInt64($1) }, offset: 0)
    guard header.type == .structure else {
      throw TTLVError(
        .malformed(found: header.type.name, wanted: ItemType.structure.name), offset: 3, path: [header.tag])
    }
    let size = ItemHeader.size + header.length
    guard size <= limits.messageSize else {
      throw TTLVError(.tooLarge(size: size, limit: limits.messageSize), offset: 4, path: [header.tag])
    }
    return size
  }
}
