public import TTLV

/// A type whose item is a structure with fields in a given order.
public protocol Structure: FieldValue, Hashable {
  init(from reader: inout FieldReader) throws(KMIPError)
  func write(to writer: inout FieldWriter)
}

extension Structure {
  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .structure(let items) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .structure))
    }
    try self.init(items: items)
  }

  public init(items: [Item]) throws(KMIPError) {
    var reader = FieldReader(items)
    try self.init(from: &reader)
  }

  public var items: [Item] {
    var writer = FieldWriter()
    write(to: &writer)
    return writer.items
  }

  public var itemValue: Item.Value { .structure(items) }
}

extension Structure {
  public init(reading reader: inout BinaryReader) throws(KMIPError) {
    guard let fields = reader.structure() else { throw .untold }
    try self.init(fields: fields)
  }

  /// Fields in the specification's order and nothing beside them; all else is `untold`.
  init(fields: BinaryReader) throws(KMIPError) {
    var reader = FieldReader(fields)
    try self.init(from: &reader)
    guard reader.isAtEnd else { throw .untold }
  }

  public func write(_ tag: Tag, to writer: inout BinaryWriter) {
    let start = writer.open(tag)
    var fields = FieldWriter(writer)
    write(to: &fields)
    writer = fields.output
    writer.close(start)
  }
}
