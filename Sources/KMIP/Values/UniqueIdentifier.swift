public import TTLV

/// Text that the server chose or was given, the place holder of a batch, or a number (KMIP 2.1 §4.58).
public enum UniqueIdentifier: FieldValue, Hashable, ExpressibleByStringLiteral {
  case text(String)
  case enumeration(UniqueIdentifierEnumeration)
  case integer(Int32)

  public init(stringLiteral text: String) { self = .text(text) }
  public init(_ text: String) { self = .text(text) }

  public init(_ value: Item.Value) throws(KMIPError) {
    switch value {
    case .textString(let text): self = .text(text)
    case .enumeration(let code): self = .enumeration(UniqueIdentifierEnumeration(rawValue: code))
    default: self = .integer(try Int32(value.number(.textString)))
    }
  }

  public init(reading reader: inout BinaryReader) throws(KMIPError) {
    if let text = reader.text() { self = .text(text) } else { try self.init(reader.fieldValue()) }
  }

  public var itemValue: Item.Value {
    switch self {
    case .text(let text): .textString(text)
    case .enumeration(let value): .enumeration(value.rawValue)
    case .integer(let number): .integer(number)
    }
  }
}

extension UniqueIdentifier: CustomStringConvertible {
  public var description: String {
    switch self {
    case .text(let text): text
    case .enumeration(let value): value.name
    case .integer(let number): String(number)
    }
  }
}
