public import TTLV

/// A type that stands in a message as one item.
public protocol FieldValue: Sendable {
  init(_ value: Item.Value) throws(KMIPError)
  var itemValue: Item.Value { get }
}

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
