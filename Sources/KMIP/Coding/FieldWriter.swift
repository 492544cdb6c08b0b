public import TTLV

/// Takes the fields of a structure in the specification's order, as items or as bytes.
public struct FieldWriter {
  public private(set) var items: [Item] = []
  private let isEncoding: Bool
  private(set) var output: BinaryWriter

  public init() {
    isEncoding = false
    output = .nowhere
  }

  init(_ output: BinaryWriter) {
    isEncoding = true
    self.output = output
  }

  public mutating func write(_ tag: Tag, _ value: some FieldValue) {
    if isEncoding { value.write(tag, to: &output) } else { items.append(Item(tag, value.itemValue)) }
  }

  public mutating func write(_ tag: Tag, _ value: (some FieldValue)?) {
    if let value { write(tag, value) }
  }

  public mutating func write(_ tag: Tag, _ values: [some FieldValue]) {
    for index in values.indices { write(tag, values.span[index]) }
  }

  public mutating func write(_ object: ManagedObject) {
    let item = object.item
    write(item.tag, item.value)
  }

  // A byte string is one field, not a repeated one.
  public mutating func write(_ tag: Tag, _ bytes: [UInt8]) { write(tag, Item.Value.byteString(bytes)) }

  public mutating func write(_ tag: Tag, _ bytes: [UInt8]?) {
    if let bytes { write(tag, bytes) }
  }
}
