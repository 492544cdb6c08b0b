import TTLV
import Testing

@Suite struct XMLTests {
  private let vocabulary = SmallVocabulary()

  @Test func aRequestIsWrittenAsElements() {
    let xml = Sample.discover.encodedXML(vocabulary: vocabulary, indented: true)
    let expected = """
      <RequestMessage>
        <RequestHeader>
          <ProtocolVersion>
            <ProtocolVersionMajor type="Integer" value="2"/>
            <ProtocolVersionMinor type="Integer" value="1"/>
          </ProtocolVersion>
          <BatchCount type="Integer" value="1"/>
        </RequestHeader>
        <BatchItem>
          <Operation type="Enumeration" value="DiscoverVersions"/>
          <RequestPayload/>
        </BatchItem>
      </RequestMessage>
      """
    #expect(String(decoding: xml, as: UTF8.self) == expected)
    let line = Sample.discover.encodedXML(vocabulary: vocabulary)
    #expect(line == Array(expected.split(separator: "\n").map { $0.drop { $0 == " " } }.joined().utf8))
  }

  private static let written: [(Item.Value, String)] = [
    (.integer(-12), #"type="Integer" value="-12""#),
    (.longInteger(-2), #"type="LongInteger" value="-2""#),
    (.bigInteger([0x80]), #"type="BigInteger" value="FFFFFFFFFFFFFF80""#),
    (.enumeration(0x8000_0001), #"type="Enumeration" value="0x80000001""#),
    (.boolean(false), #"type="Boolean" value="false""#),
    (
      .textString("a\"b<c>&d'\n\u{1}\u{FFFE}ü"),
      #"type="TextString" value="a&quot;b&lt;c&gt;&amp;d'&#10;&#1;&#65534;ü""#
    ),
    (.byteString([0xAB, 0x0C]), #"type="ByteString" value="AB0C""#),
    (.dateTime(1_769_853_600), #"type="DateTime" value="2026-01-31T10:00:00Z""#),
    (.dateTime(253_402_300_800), #"type="DateTime" value="0x0000003AFFF44180""#),
    (.interval(.max), #"type="Interval" value="4294967295""#),
    (.dateTimeExtended(255), #"type="DateTimeExtended" value="0x00000000000000FF""#),
  ]

  @Test(arguments: written.indices)
  func eachTypeIsWritten(row: Int) {
    let (value, text) = Self.written[row]
    let xml = Item(Tag(0x540001), value).encodedXML(vocabulary: vocabulary)
    #expect(String(decoding: xml, as: UTF8.self) == "<TTLV tag=\"0x540001\" \(text)/>")
  }

  @Test func anExtensionIsWrittenWithItsNumberAndItsName() throws {
    let vocabulary = OpenVocabulary()
    let item = Item(try #require(vocabulary.tag(named: "a \"b\"")), [Item(Tag(0x420028), [])])
    let xml = item.encodedXML(vocabulary: vocabulary)
    let expected = #"<TTLV tag="0x540000" name="a &quot;b&quot;"><TTLV tag="0x420028"/></TTLV>"#
    #expect(String(decoding: xml, as: UTF8.self) == expected)
    #expect(try Item(decodingXML: xml, vocabulary: vocabulary) == item)
  }

  @Test func theBitsOfAMaskAreWrittenAsWords() throws {
    for (mask, value) in [(12, "Encrypt Decrypt"), (0x4000_0001, "Sign 0x40000000"), (0, "0")] as [(Int32, String)] {
      let xml = Item(Tag(0x42002C), .integer(mask)).encodedXML(vocabulary: vocabulary)
      #expect(
        String(decoding: xml, as: UTF8.self) == #"<CryptographicUsageMask type="Integer" value="\#(value)"/>"#)
      #expect(try Item(decodingXML: xml, vocabulary: vocabulary).value == .integer(mask))
    }
  }

  @Test func aValueHasTheNamesOfTheAttributeThatIsNamedBesideIt() throws {
    for (name, value, text) in [
      ("CryptographicAlgorithm", Item.Value.enumeration(3), "AES"),
      ("CryptographicUsageMask", .integer(12), "Encrypt Decrypt"), ("x-Colour", .enumeration(3), "0x00000003"),
    ] {
      let item = Sample.attribute(name, value)
      let xml = item.encodedXML(vocabulary: vocabulary)
      #expect(String(decoding: xml, as: UTF8.self).contains("value=\"\(text)\"/></Attributes>"))
      #expect(try Item(decodingXML: xml, vocabulary: vocabulary) == item)
      let turned = Item(item.tag, item.children.reversed())
      #expect(try Item(decodingXML: turned.encodedXML(vocabulary: vocabulary), vocabulary: vocabulary) == turned)
    }
  }

  @Test(arguments: [true, false])
  func everyTypeComesBackAsItWent(indented: Bool) throws {
    let xml = Sample.everyType.encodedXML(vocabulary: vocabulary, indented: indented)
    #expect(try Item(decodingXML: xml, vocabulary: vocabulary) == Sample.everyType)
    let bare = Sample.everyType.encodedXML(vocabulary: NoVocabulary(), indented: indented)
    #expect(try Item(decodingXML: bare, vocabulary: NoVocabulary()) == Sample.everyType)
  }

  @Test(arguments: [
    "<Attributes/>", "<Attributes></Attributes>", "<Attributes type='Structure' />", "<TTLV tag='Attributes'/>",
    "<TTLV name='Attributes'/>", "<TTLV tag=\"0x420125\" name=\"Whatever\" type=\"Structure\"/>",
    "\u{FEFF}<?xml version='1.0' encoding='utf-8'?>\n<!-- a - b -->\n<Attributes\n\t>\r\n</Attributes >",
    "<Attributes><!--<x>--> <?pi <y>?></Attributes>",
    "<kmip:Attributes xmlns:kmip='urn:x' xmlns='a&b;' other='>'> <![CDATA[ ]]> </kmip:Attributes>\n<!---->",
    "<?xml version=\"1.0\"?><Attributes/>",
  ])
  func anEmptyStructureHasManyForms(xml: String) throws {
    #expect(try Item(decodingXML: Array(xml.utf8), vocabulary: vocabulary) == Item(Tag(0x420125), []))
  }
}
