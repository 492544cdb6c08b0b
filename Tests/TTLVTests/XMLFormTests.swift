import TTLV
import Testing

@Suite struct XMLFormTests {
  private static let forms: [(tag: String, type: String, text: String, value: Item.Value)] = [
    ("CryptographicLength", "Integer", "256", .integer(256)),
    ("CryptographicLength", "Integer", " -2147483648 ", .integer(.min)),
    ("CryptographicLength", "Integer", "+007", .integer(7)),
    ("CryptographicLength", "Integer", "0x00000100", .integer(256)),
    ("CryptographicLength", "Integer", "0xffffffff", .integer(-1)),
    ("CryptographicUsageMask", "Integer", "Sign Verify", .integer(3)),
    ("CryptographicUsageMask", "Integer", "Sign|Verify", .integer(3)),
    ("CryptographicUsageMask", "Integer", "  Encrypt  |&#9;0x80000000 ", .integer(.min + 4)),
    ("Fresh", "LongInteger", "-9223372036854775808", .longInteger(.min)),
    ("Fresh", "LongInteger", "0xFFFFFFFFFFFFFFFF", .longInteger(-1)),
    ("Modulus", "BigInteger", "80", .bigInteger(hex("FF FF FF FF FF FF FF 80"))),
    ("Modulus", "BigInteger", "0x7f", .bigInteger(hex("00 00 00 00 00 00 00 7F"))),
    ("CryptographicAlgorithm", "Enumeration", "AES", .enumeration(3)),
    ("CryptographicAlgorithm", "Enumeration", "DES3", .enumeration(2)),
    ("HashingAlgorithm", "Enumeration", "SHA_256", .enumeration(6)),
    ("CryptographicAlgorithm", "Enumeration", "0x80000001", .enumeration(0x8000_0001)),
    ("CryptographicAlgorithm", "Enumeration", "4294967295", .enumeration(.max)),
    ("AttributeReference", "Enumeration", "CryptographicLength", .enumeration(0x42002A)),
    ("Fresh", "Boolean", "true", .boolean(true)), ("Fresh", "Boolean", "0", .boolean(false)),
    ("Fresh", "Boolean", "0x0000000000000001", .boolean(true)),
    ("NameValue", "TextString", "", .textString("")),
    (
      "NameValue", "TextString", " a&lt;&gt;&amp;&quot;&apos;&#252;&#x1F511;&#xa;\r\nb\tc\rd ",
      .textString(" a<>&\"'ü\u{1F511}\n b c d ")
    ),
    ("KeyMaterial", "ByteString", "aBcD01", .byteString([0xAB, 0xCD, 0x01])),
    ("KeyMaterial", "ByteString", "0xAB", .byteString([0xAB])),
    ("KeyMaterial", "ByteString", "", .byteString([])),
    ("ActivationDate", "DateTime", "2026-01-31T10:00:00+00:00", .dateTime(1_769_853_600)),
    ("ActivationDate", "DateTime", "2026-01-31T12:30:00.999+02:30", .dateTime(1_769_853_600)),
    ("ActivationDate", "DateTime", "0x00000000697DD3A0", .dateTime(1_769_853_856)),
    ("ActivationDate", "DateTime", "-1", .dateTime(-1)),
    ("LeaseTime", "Interval", "4294967295", .interval(.max)),
    ("LeaseTime", "Interval", "0x0000000A", .interval(10)),
    ("Fresh", "DateTimeExtended", "0x00000000000000FF", .dateTimeExtended(255)),
    ("Fresh", "DateTimeExtended", "1970-01-01T00:00:01.0000029Z", .dateTimeExtended(1_000_002)),
  ]

  @Test(arguments: forms.indices, [#"""#, "'"])
  func everyFormOfATypeIsRead(row: Int, mark: String) throws {
    let (tag, type, text, value) = Self.forms[row]
    let xml = "<\(tag) type=\(mark)\(type)\(mark) value=\(mark)\(text)\(mark)/>"
    #expect(try Item(decodingXML: Array(xml.utf8), vocabulary: SmallVocabulary()).value == value)
  }

  @Test func aTextOrBytesWithoutAValueAreEmpty() throws {
    let text = try Item(decodingXML: Array("<NameValue type='TextString'/>".utf8), vocabulary: SmallVocabulary())
    #expect(text.value == .textString(""))
    let bytes = try Item(
      decodingXML: Array("<Fresh type='ByteString'> <!----> </Fresh>".utf8), vocabulary: SmallVocabulary())
    #expect(bytes.value == .byteString([]))
  }

  private static let wrongValues: [(type: String, text: String)] = [
    ("Integer", "2147483648"), ("Integer", "1.0"), ("Integer", ""), ("Integer", "-"), ("Integer", "0x100000000"),
    ("LongInteger", "9223372036854775808"), ("LongInteger", "ten"), ("LongInteger", ""),
    ("BigInteger", ""), ("BigInteger", "0x"), ("BigInteger", "123"), ("BigInteger", "-1"),
    ("Enumeration", "-1"), ("Enumeration", "4294967296"), ("Enumeration", ""), ("Enumeration", "ROT13"),
    ("Boolean", "yes"), ("Boolean", "0x2"), ("Boolean", ""), ("ByteString", "ABC"), ("ByteString", "GG"),
    ("DateTime", "2026-02-29T00:00:00Z"), ("DateTime", "today"), ("DateTime", ""), ("Interval", "-1"),
    ("Interval", "4294967296"), ("DateTimeExtended", "soon"), ("Structure", ""), ("Structure", "x"),
    ("TextString", "&nbsp;"), ("TextString", "&#x110000;"), ("TextString", "&#xD800;"), ("TextString", "&#;"),
    ("TextString", "&"), ("TextString", "&#+1;"), ("TextString", "&#x0000000000041;"),
  ]

  @Test(arguments: wrongValues.indices)
  func aFormThatATypeDoesNotHaveIsRefused(row: Int) {
    let (type, text) = Self.wrongValues[row]
    let xml = "<NameValue type=\"\(type)\" value=\"\(text)\"/>"
    let error = problem { try Item(decodingXML: Array(xml.utf8), vocabulary: SmallVocabulary()) }
    switch error?.problem {
    case .malformed, .unknownName: #expect(error?.path == [Tag(0x420055)])
    default: Issue.record("\(xml): \(error.map { "\($0)" } ?? "decoded")")
    }
  }
}
