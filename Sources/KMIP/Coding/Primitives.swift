public import TTLV

extension Bool: FieldValue {
  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .boolean(let bool) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .boolean))
    }
    self = bool
  }
  public var itemValue: Item.Value { .boolean(self) }
}

extension String: FieldValue {
  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .textString(let text) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .textString))
    }
    self = text
  }
  public init(reading reader: inout BinaryReader) throws(KMIPError) {
    if let text = reader.text() { self = text } else { try self.init(reader.fieldValue()) }
  }
  public var itemValue: Item.Value { .textString(self) }
}

extension [UInt8]: FieldValue {
  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .byteString(let bytes) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .byteString))
    }
    self = bytes
  }
  public var itemValue: Item.Value { .byteString(self) }
}

extension Int32: FieldValue {
  public init(_ value: Item.Value) throws(KMIPError) { self = try Int32(value.number(.integer)) }
  public init(reading reader: inout BinaryReader) throws(KMIPError) {
    if let number = reader.number(.integer) {
      self.init(bitPattern: number)
    } else {
      try self.init(reader.fieldValue())
    }
  }
  public var itemValue: Item.Value { .integer(self) }
}

extension Int64: FieldValue {
  public init(_ value: Item.Value) throws(KMIPError) { self = try value.number(.longInteger) }
  public var itemValue: Item.Value { .longInteger(self) }
}

extension Item.Value: FieldValue {
  public init(_ value: Item.Value) throws(KMIPError) { self = value }
  public var itemValue: Item.Value { self }
}

extension Item.Value {
  // Servers disagree on the width: Cosmian sends intervals as long integers.
  func number(_ wanted: ItemType) throws(KMIPError) -> Int64 {
    switch self {
    case .integer(let number): Int64(number)
    case .longInteger(let number), .dateTime(let number), .dateTimeExtended(let number): number
    case .interval(let number), .enumeration(let number): Int64(number)
    default: throw KMIPError(.wrongType(found: type, wanted: wanted))
    }
  }
}

extension Int32 {
  init(_ number: Int64) throws(KMIPError) {
    guard let small = Int32(exactly: number) else { throw KMIPError(.outOfRange(number)) }
    self = small
  }
}
