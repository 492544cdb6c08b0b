public import TTLV

/// Reads the fields of a structure by tag.
///
/// The order of the specification is the fast path; servers that send another order are read as well.
public struct FieldReader {
  private let items: [Item]
  private var next = 0

  public init(_ items: [Item]) { self.items = items }

  public mutating func required<Value: FieldValue>(_ tag: Tag) throws(KMIPError) -> Value {
    guard let value: Value = try optional(tag) else { throw KMIPError(.missing(tag)) }
    return value
  }

  public mutating func optional<Value: FieldValue>(_ tag: Tag) throws(KMIPError) -> Value? {
    guard let item = take(tag) else { return nil }
    return try decode(item)
  }

  public mutating func repeated<Value: FieldValue>(_ tag: Tag) throws(KMIPError) -> [Value] {
    var values: [Value] = []
    for item in items where item.tag == tag { values.append(try decode(item)) }
    return values
  }

  /// The managed object that stands under its own tag (KMIP 2.1 §2).
  public mutating func object() throws(KMIPError) -> ManagedObject {
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
