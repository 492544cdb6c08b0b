/// A tag, type, length, value item: a leaf or a structure of items (KMIP 2.1 §10.1).
public struct Item: Hashable, Sendable {
  public var tag: Tag
  public var value: Value

  public init(_ tag: Tag, _ value: Value) {
    self.tag = tag
    self.value = value
  }

  public enum Value: Hashable, Sendable {
    case structure([Item])
    case integer(Int32)
    case longInteger(Int64)
    /// Two's complement, big endian, sign-extended to a multiple of eight bytes on the wire.
    case bigInteger([UInt8])
    case enumeration(UInt32)
    case boolean(Bool)
    case textString(String)
    case byteString([UInt8])
    /// Seconds since 1970-01-01 00:00:00 UTC.
    case dateTime(Int64)
    /// Seconds.
    case interval(UInt32)
    /// Microseconds since 1970-01-01 00:00:00 UTC.
    case dateTimeExtended(Int64)
  }
}

/// A three-byte tag number. The codec knows numbers; names belong to a `Vocabulary`.
public struct Tag: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue & 0xFF_FFFF }
}

/// The item types of KMIP 2.1 §10.1.2.
public enum ItemType: UInt8, Hashable, Sendable, CaseIterable {
  case structure = 1
  case integer, longInteger, bigInteger, enumeration, boolean, textString, byteString, dateTime, interval
  case dateTimeExtended
}

extension Item.Value {
  public var type: ItemType {
    switch self {
    case .structure: .structure
    case .integer: .integer
    case .longInteger: .longInteger
    case .bigInteger: .bigInteger
    case .enumeration: .enumeration
    case .boolean: .boolean
    case .textString: .textString
    case .byteString: .byteString
    case .dateTime: .dateTime
    case .interval: .interval
    case .dateTimeExtended: .dateTimeExtended
    }
  }
}

extension Item {
  /// The items of a structure, none of a leaf.
  public var children: [Item] {
    if case .structure(let children) = value { children } else { [] }
  }

  /// The first child with `tag`.
  public subscript(tag: Tag) -> Item? { children.first { $0.tag == tag } }
}
