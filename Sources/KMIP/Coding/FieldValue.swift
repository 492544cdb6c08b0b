public import TTLV

/// A type that stands in a message as one item.
public protocol FieldValue: Sendable {
  init(_ value: Item.Value) throws(KMIPError)
  var itemValue: Item.Value { get }

  /// Reads the item at hand straight from a message's bytes.
  init(reading reader: inout BinaryReader) throws(KMIPError)
  /// Writes the item straight into a message's bytes.
  func write(_ tag: Tag, to writer: inout BinaryWriter)
}

extension FieldValue {
  public init(reading reader: inout BinaryReader) throws(KMIPError) { try self.init(reader.fieldValue()) }
  public func write(_ tag: Tag, to writer: inout BinaryWriter) { writer.write(tag, itemValue) }
}

extension BinaryReader {
  mutating func fieldValue() throws(KMIPError) -> Item.Value {
    guard let item = item() else { throw .untold }
    return item.value
  }
}

extension KMIPError {
  /// The message's tree has to tell what is wrong: nobody sees this error.
  static var untold: KMIPError { KMIPError(.noObject) }
}
