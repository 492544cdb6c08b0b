import KMIP
import KMSInterpreter
import TTLV

extension Value {
  /// The item of a field that is no structure, or nothing if the value does not fit.
  func leaf(_ form: FieldForm) -> Item.Value? {
    switch (form, self) {
    case (.boolean, .bool(let flag)): .boolean(flag)
    case (.integer, .int(let number)): Int32(exactly: number).map(Item.Value.integer)
    case (.longInteger, .int(let number)): .longInteger(number)
    case (.bigInteger, .int(let number)): .bigInteger(withUnsafeBytes(of: number.bigEndian) { Array($0) })
    case (.bigInteger, _): octets.map { .bigInteger($0.first ?? 0 > 0x7F ? [0] + $0 : $0) }
    case (.dateTime, .time(let microseconds)): .dateTime(microseconds / 1_000_000)
    case (.dateTimeExtended, .time(let microseconds)): .dateTimeExtended(microseconds)
    case (.interval, .duration(let milliseconds)): UInt32(exactly: milliseconds / 1000).map(Item.Value.interval)
    case (.enumeration(let rows), .enumeration(let word)):
      rows.first { $0.word == word }.map { .enumeration($0.code) }
    case (.enumeration, .int(let number)): UInt32(exactly: number).map(Item.Value.enumeration)
    case (.mask, .int(let number)): Int32(exactly: number).map(Item.Value.integer)
    case (.mask(let rows), .list(let values)): Self.mask(values, rows)
    case (.attributeReference, .enumeration(let word)): Tag(word: word).map { .enumeration($0.rawValue) }
    case (.identifier, .id(let text)): .textString(text)
    case (.text, .secret(let secret)):
      secret.withBytes { String(validating: $0, as: UTF8.self) }.map(Item.Value.textString)
    case (.text, _): plainText.map(Item.Value.textString)
    case (.bytes, _), (.keyValue, _): octets.map(Item.Value.byteString)
    case (.any, _): untyped
    default: nil
    }
  }

  private static func mask(_ values: [Value], _ rows: [EnumerationRow]) -> Item.Value? {
    var bits: UInt32 = 0
    for value in values {
      guard case .enumeration(let word) = value, let row = rows.first(where: { $0.word == word }) else { return nil }
      bits |= row.code
    }
    return .integer(Int32(bitPattern: bits))
  }

  /// Where no table says what is wanted, the value says what it is.
  private var untyped: Item.Value? {
    switch self {
    case .bool(let flag): .boolean(flag)
    case .int(let number): Int32(exactly: number).map(Item.Value.integer) ?? .longInteger(number)
    case .time(let microseconds): .dateTime(microseconds / 1_000_000)
    case .duration(let milliseconds): UInt32(exactly: milliseconds / 1000).map(Item.Value.interval)
    case .bytes, .secret: octets.map(Item.Value.byteString)
    default: plainText.map(Item.Value.textString)
    }
  }

  private var plainText: String? {
    switch self {
    case .text(let text), .id(let text), .enumeration(let text), .path(let text): text
    default: nil
    }
  }

  private var octets: [UInt8]? {
    switch self {
    case .bytes(let bytes): bytes
    case .text(let text): Array(text.utf8)
    case .secret(let secret): secret.withBytes { Array($0) }
    default: nil
    }
  }
}
