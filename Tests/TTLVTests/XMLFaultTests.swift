import TTLV
import Testing

@Suite struct XMLFaultTests {
  private func error(_ xml: String, limits: Limits = .standard) -> TTLVError? {
    problem { try Item(decodingXML: Array(xml.utf8), vocabulary: SmallVocabulary(), limits: limits) }
  }

  @Test(arguments: [
    ("", "found the end at byte 0, want an element"),
    ("x", "found 'x' at byte 0, want '<'"),
    ("</Fresh>", "found the end of an element at byte 0, want an element"),
    ("<Fresh", "found the end at byte 6, want white space, '/' or '>'"),
    ("< Fresh/>", "found byte 0x20 at byte 1, want the name of an element"),
    ("<Colour/>", "unknown name \"Colour\" at byte 1"),
    ("<TTLV tag='0x42'/>", "unknown name \"0x42\" at byte 11"),
    ("<TTLV type='Integer'/>", "found no tag at byte 1, want one"),
    ("<Fresh type='Int'/>", "unknown name \"Int\" at byte 13, in 0x42002B"),
    ("<Fresh type='Integer'type='Integer'/>", "found 't' at byte 21, want white space, '/' or '>'"),
    ("<Fresh type='Integer' type='Integer'/>", "found a second \"type\" at byte 22, want one an element"),
    ("<Fresh type=Integer/>", "found 'I' at byte 12, want a quotation mark"),
    ("<Fresh type='Integer/>", "found the end at byte 22, want a quotation mark"),
    ("<Fresh type='a<b'/>", "found '<' at byte 14, want a quotation mark"),
    ("<Fresh/> x", "found 'x' at byte 9, want '<'"),
    ("<Fresh/><Fresh/>", "message ends at byte 8, but 8 bytes follow"),
    ("<Fresh>text</Fresh>", "found 't' at byte 7, want '<', in 0x42002B"),
    ("<Fresh><![CDATA[x]]></Fresh>", "found 'x' at byte 16, want ']]>', in 0x42002B"),
    ("<Fresh></LeaseTime>", "found the end of \"LeaseTime\" at byte 7, want that of \"Fresh\", in 0x42002B"),
    (
      "<Fresh type='Boolean' value='1'><Fresh/></Fresh>", "found '<' at byte 32, want the end of \"Fresh\", in 0x42002B"
    ),
    ("<Fresh><!-- </Fresh>", "found the end at byte 20, want '-->', in 0x42002B"),
    ("<!DOCTYPE x><Fresh/>", "found a document type at byte 0, want an element"),
    ("<?xml version='1.0' encoding='UTF-16'?><Fresh/>", "found the encoding \"UTF-16\" at byte 0, want UTF-8"),
    ("<Fresh value='x'/>", "found a value at byte 14, want elements, as for a Structure, in 0x42002B"),
    (
      "<Attributes><KeyMaterial type='ByteString' value='S3CRET'/></Attributes>",
      "found a value of 6 bytes at byte 50, want an even number of hexadecimal digits, in 0x420125/0x420043"
    ),
    (
      "<NameValue type='TextString' value='&x;'/>",
      "found an unknown reference at byte 36, want one of XML's own, in 0x420055"
    ),
  ])
  func aFaultSaysWhatWasFoundAndWhere(xml: String, message: String) {
    #expect(error(xml)?.description == message)
  }

  @Test func textHasToBeUTF8() {
    let xml = Array("<NameValue type='TextString' value='".utf8) + [0xFF] + Array("'/>".utf8)
    let error = problem { try Item(decodingXML: xml, vocabulary: SmallVocabulary()) }
    #expect(error == TTLVError(.badText, offset: 36, path: [Tag(0x420055)]))
  }

  @Test func everyTruncationThrows() {
    let xml = Sample.everyType.encodedXML(vocabulary: SmallVocabulary(), indented: true)
    let decoded = xml.indices.filter { length in
      problem { try Item(decodingXML: Array(xml.prefix(length)), vocabulary: SmallVocabulary()) } == nil
    }
    #expect(decoded == [])
  }

  @Test func aFlippedBitNeverTraps() {
    let xml = Sample.everyType.encodedXML(vocabulary: SmallVocabulary())
    var survivors = 0
    for bit in 0..<xml.count * 8 {
      var flipped = xml
      flipped[bit / 8] ^= 1 << (bit % 8)
      if problem({ try Item(decodingXML: flipped, vocabulary: SmallVocabulary()) }) == nil { survivors += 1 }
    }
    #expect(survivors < xml.count * 4)
  }

  @Test func depthIsBounded() {
    let limits = Limits(depth: 3)
    #expect(error(nested(3), limits: limits) == nil)
    #expect(error(nested(4), limits: limits)?.problem == .tooDeep(limit: 3))
    #expect(error(nested(200_000))?.problem == .tooDeep(limit: 64))
    #expect(error(String(repeating: "<Fresh>", count: 200_000))?.problem == .tooDeep(limit: 64))
  }

  @Test func itemsAndBytesAreCounted() {
    let xml = "<Fresh><Fresh/><Fresh/></Fresh>"
    #expect(error(xml, limits: Limits(itemCount: 3)) == nil)
    #expect(error(xml, limits: Limits(itemCount: 2))?.problem == .tooManyItems(limit: 2))
    #expect(error(xml, limits: Limits(messageSize: xml.utf8.count)) == nil)
    #expect(error(xml, limits: Limits(messageSize: 30))?.problem == .tooLarge(size: 31, limit: 30))
  }

  /// Each of them is a megabyte, and read once.
  @Test(arguments: [
    "<!DOCTYPE x [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;&a;'>]><Fresh type='TextString' value='&b;'/>",
    "<Fresh " + (0..<100_000).map { "a\($0)='' " }.joined(),
    "<Fresh type='TextString' value='" + String(repeating: "&", count: 1_000_000),
    "<Fresh type='TextString' value='" + String(repeating: "&amp;", count: 200_000) + "&x;'/>",
    "<Fresh>" + String(repeating: "<!", count: 500_000), "<" + String(repeating: "a", count: 1_000_000),
    "<!--" + String(repeating: "-", count: 1_000_000), String(repeating: "<?", count: 500_000),
    String(repeating: "<!---->", count: 140_000), String(repeating: " ", count: 1_000_000),
  ])
  func bombsAreOnlyText(xml: String) {
    #expect(error(xml) != nil)
  }

  private func nested(_ depth: Int) -> String {
    String(repeating: "<Fresh>", count: depth) + String(repeating: "</Fresh>", count: depth)
  }
}
