extension ItemType {
  /// The name in the text encodings, such as `LongInteger`.
  public var name: String {
    switch self {
    case .structure: "Structure"
    case .integer: "Integer"
    case .longInteger: "LongInteger"
    case .bigInteger: "BigInteger"
    case .enumeration: "Enumeration"
    case .boolean: "Boolean"
    case .textString: "TextString"
    case .byteString: "ByteString"
    case .dateTime: "DateTime"
    case .interval: "Interval"
    case .dateTimeExtended: "DateTimeExtended"
    }
  }

  public init?(name: String) {
    switch name {
    case "Structure": self = .structure
    case "Integer": self = .integer
    case "LongInteger": self = .longInteger
    case "BigInteger": self = .bigInteger
    case "Enumeration": self = .enumeration
    case "Boolean": self = .boolean
    case "TextString": self = .textString
    case "ByteString": self = .byteString
    case "DateTime": self = .dateTime
    case "Interval": self = .interval
    case "DateTimeExtended": self = .dateTimeExtended
    default: return nil
    }
  }

  /// Whether a value of this type may be `length` bytes long, padding not counted (KMIP 2.1 §10.1.3).
  func permits(length: Int) -> Bool {
    switch self {
    case .structure: length & 7 == 0
    case .integer, .enumeration, .interval: length == 4
    case .longInteger, .boolean, .dateTime, .dateTimeExtended: length == 8
    case .bigInteger: length > 0 && length & 7 == 0
    case .textString, .byteString: true
    }
  }
}
