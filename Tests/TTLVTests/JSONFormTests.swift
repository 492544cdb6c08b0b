import TTLV
import Testing

@Suite struct JSONFormTests {
  private static let forms: [(tag: String, type: String, json: String, value: Item.Value)] = [
    ("CryptographicLength", "Integer", "256", .integer(256)),
    ("CryptographicLength", "Integer", "-2147483648", .integer(.min)),
    ("CryptographicLength", "Integer", #""0x00000100""#, .integer(256)),
    ("CryptographicLength", "Integer", #""0xFFFFFFFF""#, .integer(-1)),
    ("CryptographicLength", "Integer", #""0xfffffffffffffffe""#, .integer(-2)),
    ("CryptographicUsageMask", "Integer", #""Sign|Verify""#, .integer(3)),
    ("CryptographicUsageMask", "Integer", #""Encrypt Decrypt""#, .integer(12)),
    ("CryptographicUsageMask", "Integer", #""Encrypt | 0x80000000""#, .integer(.min + 4)),
    ("Fresh", "LongInteger", "-9223372036854775808", .longInteger(.min)),
    ("Fresh", "LongInteger", #""0xFFFFFFFFFFFFFFFF""#, .longInteger(-1)),
    ("Fresh", "LongInteger", #""0x0000000A""#, .longInteger(10)),
    ("Modulus", "BigInteger", "-1", .bigInteger(hex("FF FF FF FF FF FF FF FF"))),
    ("Modulus", "BigInteger", "255", .bigInteger(hex("00 00 00 00 00 00 00 FF"))),
    ("Modulus", "BigInteger", #""0x80""#, .bigInteger(hex("FF FF FF FF FF FF FF 80"))),
    (
      "Modulus", "BigInteger", "1234567890000000000000000000",
      .bigInteger(hex("00 00 00 00 03 FD 35 EB 6B C2 DF 46 18 08 00 00"))
    ),
    (
      "Modulus", "BigInteger", "-18446744073709551616",
      .bigInteger(hex("FF FF FF FF FF FF FF FF 00 00 00 00 00 00 00 00"))
    ),
    (
      "Modulus", "BigInteger", "1606938044258990275541962092341162602522202993782792835301376",
      .bigInteger(Array(repeating: 0, count: 6) + [1] + Array(repeating: 0, count: 25))
    ),
    (
      "Modulus", "BigInteger", "-1606938044258990275541962092341162602522202993782792835301376",
      .bigInteger(Array(repeating: 0xFF, count: 7) + Array(repeating: 0, count: 25))
    ),
    ("Modulus", "BigInteger", "9223372036854775807", .bigInteger(hex("7F FF FF FF FF FF FF FF"))),
    ("Modulus", "BigInteger", "0", .bigInteger(hex("00 00 00 00 00 00 00 00"))),
    ("CryptographicAlgorithm", "Enumeration", #""AES""#, .enumeration(3)),
    ("CryptographicAlgorithm", "Enumeration", #""THREE_DES""#, .enumeration(2)),
    ("HashingAlgorithm", "Enumeration", #""SHA256""#, .enumeration(6)),
    ("HashingAlgorithm", "Enumeration", #""SHA_256""#, .enumeration(6)),
    ("CryptographicAlgorithm", "Enumeration", #""0x80000001""#, .enumeration(0x8000_0001)),
    ("CryptographicAlgorithm", "Enumeration", "4294967295", .enumeration(.max)),
    ("AttributeReference", "Enumeration", #""CryptographicLength""#, .enumeration(0x42002A)),
    ("AttributeReference", "Enumeration", #""0x42002A""#, .enumeration(0x42002A)),
    ("Fresh", "Boolean", "true", .boolean(true)),
    ("Fresh", "Boolean", #""0x0000000000000001""#, .boolean(true)),
    ("Fresh", "Boolean", #""0x0000000000000000""#, .boolean(false)),
    (
      "NameValue", "TextString", #""\ud83d\udd11 \"\\\/\b\f\n\r\t\u00fc\u0000""#,
      .textString("\u{1F511} \"\\/\u{8}\u{C}\n\r\tü\0")
    ),
    ("NameValue", "TextString", #""0x41""#, .textString("0x41")),
    ("KeyMaterial", "ByteString", #""aBcD01""#, .byteString([0xAB, 0xCD, 0x01])),
    ("KeyMaterial", "ByteString", #""""#, .byteString([])),
    ("ActivationDate", "DateTime", #""2026-01-31T10:00:00Z""#, .dateTime(1_769_853_600)),
    ("ActivationDate", "DateTime", #""2026-01-31T12:30:00.999+02:30""#, .dateTime(1_769_853_600)),
    ("ActivationDate", "DateTime", #""2026-01-31t05:00:00-05:00""#, .dateTime(1_769_853_600)),
    ("ActivationDate", "DateTime", #""2026-01-31 10:00""#, .dateTime(1_769_853_600)),
    ("ActivationDate", "DateTime", #""2026-01-31""#, .dateTime(1_769_817_600)),
    ("ActivationDate", "DateTime", #""1969-12-31T23:59:59-0001""#, .dateTime(59)),
    ("ActivationDate", "DateTime", #""0x00000000697DD3A0""#, .dateTime(1_769_853_856)),
    ("ActivationDate", "DateTime", "-1", .dateTime(-1)),
    ("LeaseTime", "Interval", "4294967295", .interval(.max)),
    ("LeaseTime", "Interval", #""0x0000000A""#, .interval(10)),
    ("Fresh", "DateTimeExtended", #""0x00000000000000FF""#, .dateTimeExtended(255)),
    ("Fresh", "DateTimeExtended", #""1970-01-01T00:00:01.0000029Z""#, .dateTimeExtended(1_000_002)),
  ]

  @Test(arguments: forms.indices)
  func everyFormOfATypeIsRead(row: Int) throws {
    let (tag, type, json, value) = Self.forms[row]
    let text = #"{"tag":"\#(tag)","type":"\#(type)","value":\#(json)}"#
    let item = try Item(decodingJSON: Array(text.utf8), vocabulary: SmallVocabulary())
    #expect(item.value == value)
  }

  private static let wrongValues: [(type: String, json: String)] = [
    ("Integer", "2147483648"), ("Integer", "1.0"), ("Integer", "1e3"), ("Integer", "01"), ("Integer", "-"),
    ("Integer", "true"), ("Integer", #""""#), ("Integer", #""0x100000000""#), ("Integer", "[]"),
    ("LongInteger", "9223372036854775808"), ("LongInteger", #""0x10000000000000000""#), ("LongInteger", #""ten""#),
    ("BigInteger", #""0x""#), ("BigInteger", #""0x123""#), ("BigInteger", #""12""#), ("BigInteger", "1.5"),
    ("BigInteger", String(repeating: "9", count: 5001)),
    ("Enumeration", "-1"), ("Enumeration", "4294967296"), ("Enumeration", "null"), ("Enumeration", #""0x100000000""#),
    ("Boolean", "1"), ("Boolean", #""true""#), ("Boolean", #""0x2""#), ("TextString", "1"), ("TextString", "null"),
    ("ByteString", #""ABC""#), ("ByteString", #""0xAB""#), ("ByteString", #""GG""#), ("ByteString", "12"),
    ("DateTime", #""2026-02-29T00:00:00Z""#), ("DateTime", #""2026-13-01""#), ("DateTime", #""2026-01-01T24:00:00Z""#),
    ("DateTime", #""2026-01-01T00:00:00+2""#), ("DateTime", #""2026-01-01T00:00:00Zulu""#), ("DateTime", #""today""#),
    ("Interval", "-1"), ("Interval", "4294967296"), ("DateTimeExtended", #""soon""#), ("Structure", "1"),
    ("Structure", #""x""#),
  ]

  @Test(arguments: wrongValues.indices)
  func aFormThatATypeDoesNotHaveIsRefused(row: Int) {
    let (type, json) = Self.wrongValues[row]
    let text = #"{"tag":"NameValue","type":"\#(type)","value":\#(json)}"#
    let error = problem { try Item(decodingJSON: Array(text.utf8), vocabulary: SmallVocabulary()) }
    switch error?.problem {
    case .malformed, .unknownName: #expect(error?.path == [Tag(0x420055)])
    default: Issue.record("\(text): \(error.map { "\($0)" } ?? "decoded")")
    }
  }
}
