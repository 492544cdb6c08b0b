import TTLV
import Testing

@Suite struct JSONTests {
  private let vocabulary = SmallVocabulary()

  @Test(arguments: [
    (JSONDialect.standard, #""DiscoverVersions""#), (.cosmian, #""0x0000001E""#),
  ])
  func aRequestIsWrittenInTheDialect(dialect: JSONDialect, operation: String) {
    let json = Sample.discover.encodedJSON(vocabulary: vocabulary, dialect: dialect)
    let expected = """
      {"tag":"RequestMessage","value":[{"tag":"RequestHeader","value":[{"tag":"ProtocolVersion","value":[\
      {"tag":"ProtocolVersionMajor","type":"Integer","value":2},{"tag":"ProtocolVersionMinor","type":"Integer",\
      "value":1}]},{"tag":"BatchCount","type":"Integer","value":1}]},{"tag":"BatchItem","value":[{"tag":"Operation",\
      "type":"Enumeration","value":\(operation)},{"tag":"RequestPayload","value":[]}]}]}
      """
    #expect(String(decoding: json, as: UTF8.self) == expected)
  }

  private static let written: [(Item.Value, String)] = [
    (.integer(-12), #""Integer","value":-12"#),
    (.longInteger(-2), #""LongInteger","value":"0xFFFFFFFFFFFFFFFE""#),
    (.bigInteger([0x80]), #""BigInteger","value":"0xFFFFFFFFFFFFFF80""#),
    (.enumeration(0x8000_0001), #""Enumeration","value":"0x80000001""#),
    (.boolean(false), #""Boolean","value":false"#),
    (.textString("a\"b\\c\nü/"), #""TextString","value":"a\"b\\c\u000Aü/""#),
    (.byteString([0xAB, 0x0C]), #""ByteString","value":"AB0C""#),
    (.dateTime(1_769_853_600), #""DateTime","value":"2026-01-31T10:00:00Z""#),
    (.dateTime(-1), #""DateTime","value":"1969-12-31T23:59:59Z""#),
    (.dateTime(951_782_400), #""DateTime","value":"2000-02-29T00:00:00Z""#),
    (.dateTime(253_402_300_800), #""DateTime","value":"0x0000003AFFF44180""#),
    (.interval(.max), #""Interval","value":4294967295"#),
    (.dateTimeExtended(255), #""DateTimeExtended","value":"0x00000000000000FF""#),
  ]

  @Test(arguments: written.indices, JSONDialect.allCases)
  func eachTypeIsWritten(row: Int, dialect: JSONDialect) {
    let (value, text) = Self.written[row]
    let json = Item(Tag(0x540001), value).encodedJSON(vocabulary: vocabulary, dialect: dialect)
    #expect(String(decoding: json, as: UTF8.self) == #"{"tag":"0x540001","type":\#(text)}"#)
  }

  @Test(arguments: JSONDialect.allCases)
  func anAttributeReferenceIsWrittenByTheTagItNames(dialect: JSONDialect) {
    let item = Item(Tag(0x42013B), .enumeration(0x420028))
    let json = String(decoding: item.encodedJSON(vocabulary: vocabulary, dialect: dialect), as: UTF8.self)
    #expect(json == #"{"tag":"AttributeReference","type":"Enumeration","value":"CryptographicAlgorithm"}"#)
  }

  @Test(
    arguments: [
      (.standard, 12, #""Encrypt|Decrypt""#), (.standard, 0x4000_0001, #""Sign|0x40000000""#), (.standard, 0, "0"),
      (.standard, 0x4000_0000, "1073741824"), (.cosmian, 12, "12"),
    ] as [(JSONDialect, Int32, String)])
  func theBitsOfAMaskAreWrittenInTheDialect(dialect: JSONDialect, mask: Int32, value: String) throws {
    let item = Item(Tag(0x42002C), .integer(mask))
    let json = item.encodedJSON(vocabulary: vocabulary, dialect: dialect)
    #expect(
      String(decoding: json, as: UTF8.self) == #"{"tag":"CryptographicUsageMask","type":"Integer","value":\#(value)}"#)
    #expect(try Item(decodingJSON: json, vocabulary: vocabulary) == item)
  }

  @Test func aValueHasTheNamesOfTheAttributeThatIsNamedBesideIt() throws {
    let item = Sample.attribute("CryptographicAlgorithm", .enumeration(3))
    let json = item.encodedJSON(vocabulary: vocabulary)
    #expect(
      String(decoding: json, as: UTF8.self).hasSuffix(#"{"tag":"AttributeValue","type":"Enumeration","value":"AES"}]}"#)
    )
    #expect(try Item(decodingJSON: json, vocabulary: vocabulary) == item)
    let turned = Item(item.tag, item.children.reversed())
    #expect(
      try Item(decodingJSON: turned.encodedJSON(vocabulary: vocabulary), vocabulary: vocabulary) == turned)
  }

  @Test func aTagsNumberIsNoNameWhereTheNameIsAValues() throws {
    let item = Item(Tag(0x420028), .enumeration(0x42002A))
    #expect(try Item(decodingJSON: item.encodedJSON(vocabulary: vocabulary), vocabulary: vocabulary) == item)
    let clash = Item(Tag(0x420099), .enumeration(0x42002A))
    let json = clash.encodedJSON(vocabulary: ClashingVocabulary())
    #expect(try Item(decodingJSON: json, vocabulary: ClashingVocabulary()) == clash)
  }

  @Test(arguments: JSONDialect.allCases)
  func everyTypeComesBackAsItWent(dialect: JSONDialect) throws {
    let json = Sample.everyType.encodedJSON(vocabulary: vocabulary, dialect: dialect)
    #expect(try Item(decodingJSON: json, vocabulary: vocabulary) == Sample.everyType)
    let bare = Sample.everyType.encodedJSON(vocabulary: NoVocabulary(), dialect: dialect)
    #expect(try Item(decodingJSON: bare, vocabulary: NoVocabulary()) == Sample.everyType)
  }

  @Test(arguments: [
    #"{"tag":"Attributes","type":"Structure","value":[]}"#, #"{"tag":"Attributes"}"#,
    #"{"tag":"Attributes","value":null}"#, #"{"value":[],"tag":"Attributes"}"#,
    " \r\n\t{ \"name\" : {\"a\":[1,{\"b\":null}],\"c\":-1.5e3} , \"tag\" : \"0x420125\" , \"value\" : [ ] } ",
    #"{"t\u0061g":"Attribut\u0065s"}"#,
  ])
  func anEmptyStructureHasManyForms(json: String) throws {
    #expect(try Item(decodingJSON: Array(json.utf8), vocabulary: vocabulary) == Item(Tag(0x420125), []))
  }

  @Test func keysComeInAnyOrder() throws {
    let name = #"{"value":"12|bits","type":"TextString","tag":"NameValue"}"#
    let json = #"{"value":[\#(name)],"type":"Structure","tag":"Attributes"}"#
    let item = try Item(decodingJSON: Array(json.utf8), vocabulary: vocabulary)
    #expect(item == Item(Tag(0x420125), [Item(Tag(0x420055), .textString("12|bits"))]))
  }
}
