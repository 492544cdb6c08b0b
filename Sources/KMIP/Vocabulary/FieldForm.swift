public import TTLV

/// What stands under a tag.
public enum FieldForm: Sendable {
  case boolean, integer, longInteger, bigInteger, text, bytes, dateTime, dateTimeExtended, interval
  case enumeration([EnumerationRow])
  case mask([EnumerationRow])
  case structure([FieldRow])
  case identifier
  /// Any number of attributes; one attribute; the name of one.
  case attributes, attribute, attributeReference
  /// Bytes where the key is wrapped, else material with attributes.
  case keyValue([FieldRow])
  /// Whatever the fields around it make of it.
  case any
}

extension Tag {
  public var form: FieldForm {
    if self == .keyValue { return .keyValue(structureFields["KeyValue"] ?? []) }
    switch typeName {
    case "Bool": return .boolean
    case "Int32": return .integer
    case "Int64": return .longInteger
    case "BigInteger": return .bigInteger
    case "String": return .text
    case "[UInt8]": return .bytes
    case "DateTime": return .dateTime
    case "DateTimeExtended": return .dateTimeExtended
    case "Interval": return .interval
    case "UniqueIdentifier": return .identifier
    case "Attributes": return .attributes
    case "Attribute": return .attribute
    case "AttributeReference": return .attributeReference
    case let name?: return named(name)
    case nil: return .any
    }
  }

  private func named(_ type: String) -> FieldForm {
    if let rows = enumerationRows(maskTables, type) { return .mask(rows) }
    if let rows = enumerationRows(enumerationTables, type) { return .enumeration(rows) }
    return structureFields[type].map(FieldForm.structure) ?? .any
  }

  private func enumerationRows(
    _ tables: [(type: String, rows: [EnumerationRow])], _ type: String
  ) -> [EnumerationRow]? {
    tables.first { $0.type == type }?.rows
  }
}
