public import TTLV

/// Collects the fields of a structure in the specification's order.
public struct FieldWriter {
  public private(set) var items: [Item] = []

  public init() {}

  public mutating func write(_ tag: Tag, _ value: some FieldValue) { items.append(Item(tag, value.itemValue)) }

  public mutating func write(_ tag: Tag, _ value: (some FieldValue)?) {
    if let value { write(tag, value) }
  }

  public mutating func write(_ tag: Tag, _ values: [some FieldValue]) {
    for value in values { write(tag, value) }
  }

  public mutating func write(_ object: ManagedObject) { items.append(object.item) }

  // A byte string is one field, not a repeated one.
  public mutating func write(_ tag: Tag, _ bytes: [UInt8]) { items.append(Item(tag, .byteString(bytes))) }

  public mutating func write(_ tag: Tag, _ bytes: [UInt8]?) {
    if let bytes { write(tag, bytes) }
  }
}
