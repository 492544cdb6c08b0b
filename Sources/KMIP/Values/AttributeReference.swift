public import TTLV

/// Names an attribute: the specification's by its tag, a vendor's by its words (KMIP 2.1 §5.5).
public enum AttributeReference: FieldValue, Hashable {
  case tag(Tag)
  case vendor(identification: String, name: String)

  public init(_ value: Item.Value) throws(KMIPError) {
    switch value {
    case .structure(let items):
      var reader = FieldReader(items)
      self = .vendor(
        identification: try reader.required(.vendorIdentification), name: try reader.required(.attributeName))
    case .enumeration(let code): self = .tag(Tag(rawValue: code))
    default: self = .tag(Tag(rawValue: UInt32(truncatingIfNeeded: try value.number(.enumeration))))
    }
  }

  public var itemValue: Item.Value {
    switch self {
    case .tag(let tag): .enumeration(tag.rawValue)
    case .vendor(let identification, let name):
      .structure([
        Item(.vendorIdentification, .textString(identification)), Item(.attributeName, .textString(name)),
      ])
    }
  }
}

/// The one attribute of New Attribute and Current Attribute (KMIP 2.1 §5.6, §5.7).
public struct Attribute: FieldValue, Hashable {
  public var item: Item

  public init(_ item: Item) { self.item = item }
  public init(_ tag: Tag, _ value: some FieldValue) { item = Item(tag, value.itemValue) }

  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .structure(let items) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .structure))
    }
    guard let item = items.first, items.count == 1 else {
      throw KMIPError(.wrongCount(found: items.count, wanted: 1))
    }
    self.item = item
  }

  public var itemValue: Item.Value { .structure([item]) }
}
