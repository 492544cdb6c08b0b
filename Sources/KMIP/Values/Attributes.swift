public import TTLV

/// A set of attributes, in order, unknown ones included (KMIP 2.1 §5.1).
public struct Attributes: FieldValue, Hashable {
  public var items: [Item]

  public init(_ items: [Item] = []) { self.items = items }

  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .structure(let items) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .structure))
    }
    self.items = items
  }

  public var itemValue: Item.Value { .structure(items) }

  /// The first instance that can be read as the type asked for.
  public func value<Value: FieldValue>(_ tag: Tag) -> Value? {
    items.first { $0.tag == tag }.flatMap { try? Value($0.value) }
  }

  public mutating func setValue(_ tag: Tag, _ value: (some FieldValue)?) {
    guard let value else { return items.removeAll { $0.tag == tag } }
    set(Item(tag, value.itemValue))
  }

  public func values<Value: FieldValue>(_ tag: Tag) -> [Value] {
    items.compactMap { $0.tag == tag ? try? Value($0.value) : nil }
  }

  public mutating func setValues(_ tag: Tag, _ values: [some FieldValue]) {
    items.removeAll { $0.tag == tag }
    items.append(contentsOf: values.map { Item(tag, $0.itemValue) })
  }

  /// Replaces every instance of the item's tag.
  public mutating func set(_ item: Item) {
    guard let first = items.firstIndex(where: { $0.tag == item.tag }) else { return items.append(item) }
    items[first] = item
    items = items.enumerated().filter { $0.offset <= first || $0.element.tag != item.tag }.map(\.element)
  }

  public func contains(_ tag: Tag) -> Bool { items.contains { $0.tag == tag } }
}

extension Attributes {
  /// The identifier of the first link of a type.
  public func link(_ type: LinkType) -> String? {
    links.first { $0.linkType == type }?.linkedObjectIdentifier.description
  }

  public mutating func setLink(_ type: LinkType, _ identifier: String) {
    links = links.filter { $0.linkType != type } + [Link(linkType: type, linkedObjectIdentifier: .text(identifier))]
  }

  /// The value of a vendor attribute.
  public func vendor(_ identification: String, _ name: String) -> Item.Value? {
    vendorAttributes.first { $0.vendorIdentification == identification && $0.attributeName == name }?.attributeValue
  }
}
