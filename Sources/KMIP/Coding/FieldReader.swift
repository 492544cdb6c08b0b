public import TTLV

/// Reads the fields of a structure by tag.
///
/// From items, fields may stand in any order. From bytes they are read in the specification's order alone.
public struct FieldReader {
  private let items: [Item]
  private var next = 0
  private let isEncoded: Bool
  private var encoded: BinaryReader

  public init(_ items: [Item]) {
    self.items = items
    isEncoded = false
    encoded = BinaryReader(trusted: [])
  }

  init(_ encoded: BinaryReader) {
    items = []
    isEncoded = true
    self.encoded = encoded
  }

  /// True if the bytes hold no more than what was asked for.
  var isAtEnd: Bool { encoded.isAtEnd }

  public mutating func required<Value: FieldValue>(_ tag: Tag) throws(KMIPError) -> Value {
    guard let value: Value = try optional(tag) else { throw KMIPError(.missing(tag)) }
    return value
  }

  public mutating func optional<Value: FieldValue>(_ tag: Tag) throws(KMIPError) -> Value? {
    if isEncoded { return encoded.tag == tag ? try Value(reading: &encoded) : nil }
    guard let item = take(tag) else { return nil }
    return try decode(item)
  }

  public mutating func repeated<Value: FieldValue>(_ tag: Tag) throws(KMIPError) -> [Value] {
    var values: [Value] = []
    while isEncoded, encoded.tag == tag { values.append(try Value(reading: &encoded)) }
    for item in items where item.tag == tag { values.append(try decode(item)) }
    return values
  }

  /// The managed object that stands under its own tag (KMIP 2.1 §2).
  public mutating func object() throws(KMIPError) -> ManagedObject {
    if isEncoded, let tag = encoded.tag, ManagedObject.tags.contains(tag) {
      return try ManagedObject(Item(tag, encoded.fieldValue()))
    }
    for item in items where ManagedObject.tags.contains(item.tag) { return try ManagedObject(item) }
    throw KMIPError(.noObject)
  }

  private mutating func take(_ tag: Tag) -> Item? {
    if next < items.count, items[next].tag == tag {
      next += 1
      return items[next - 1]
    }
    guard let index = items.firstIndex(where: { $0.tag == tag }) else { return nil }
    next = index + 1
    return items[index]
  }

  private func decode<Value: FieldValue>(_ item: Item) throws(KMIPError) -> Value {
    do { return try Value(item.value) } catch { throw error.inside(item.tag) }
  }
}
