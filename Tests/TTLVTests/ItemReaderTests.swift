import TTLV
import Testing

@Suite struct ItemReaderTests {
  private let vocabulary = SmallVocabulary()

  private func items(_ bytes: [UInt8]) throws -> [Item] {
    var reader = try ItemReader(bytes, vocabulary: vocabulary)
    var items: [Item] = []
    while let item = try reader.next() { items.append(item) }
    return items
  }

  private func fault(_ bytes: [UInt8]) -> String? {
    do {
      _ = try items(bytes)
      return nil
    } catch { return "\(error)" }
  }

  private static let other = Item(Tag(0x420125), [Item(Tag(0x42002B), .boolean(true))])
  private static let both = [Sample.discover, other]

  private func text(_ items: [Item], _ separator: String, _ encode: (Item) -> [UInt8]) -> String {
    items.map { String(decoding: encode($0), as: UTF8.self) }.joined(separator: separator)
  }

  @Test func itemsStandOneAfterAnother() throws {
    #expect(try items(Self.both.flatMap { $0.encoded() }) == Self.both)
    let json = text(Self.both, "\n") { $0.encodedJSON(vocabulary: vocabulary) }
    #expect(try items(Array(json.utf8)) == Self.both)
    #expect(try items(Array("\u{FEFF} \(json)\n".utf8)) == Self.both)
    let array = text(Self.both, " , ") { $0.encodedJSON(vocabulary: vocabulary) }
    #expect(try items(Array("[ \(array) ]".utf8)) == Self.both)
    let xml = text(Self.both, "\n<!-- and -->\n") { $0.encodedXML(vocabulary: vocabulary, indented: true) }
    #expect(try items(Array(xml.utf8)) == Self.both)
    #expect(try items(Array("<?xml version='1.0'?>\n<KMIP>\n<a>\(xml)</a><b/></KMIP>".utf8)) == Self.both)
  }

  @Test func hexadecimalTextIsReadAsTheSpecificationWritesIt() throws {
    let digits = Self.other.encoded().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    for separator in ["", " ", ":", ", 0x", "\n", " | "] {
      #expect(
        try items(Array((separator.contains("x") ? "0x" : "").utf8) + Array(digits.joined(separator: separator).utf8))
          == [Self.other])
    }
    let example = "42 00 20 | 02 | 00 00 00 04 | 00 00 00 08 00 00 00 00\r\n"
    #expect(try items(Array(example.utf8)) == [Item(Tag(0x420020), .integer(8))])
  }

  @Test(
    arguments: [
      ("", .binary), (" \n", .binary), ("420078", .hexadecimal), ("0x42 0x00", .hexadecimal), (" {", .json),
      ("[", .json), ("\u{FEFF}<", .xml), ("\n<", .xml), ("GET /", .binary), ("B\0x\u{1}", .binary),
    ] as [(String, ItemForm)])
  func theFormIsSeenFromTheBytes(text: String, form: ItemForm) {
    #expect(ItemForm(detecting: Array(text.utf8)) == form)
  }

  @Test func whatCameBeforeAFaultIsRead() throws {
    var reader = try ItemReader(Self.other.encoded() + [0x42, 0, 0x78], vocabulary: vocabulary)
    #expect(try reader.next() == Self.other)
    let error = #expect(throws: TTLVError.self) { try reader.next() }
    #expect(error?.description == "message ends early at byte 24: need 8 bytes, have 3")
  }

  @Test(arguments: [
    ("420078 0", "found half a byte at byte 7, want two digits a byte"),
    ("4200780100000010", "message ends early at byte 8: need 16 bytes, have 0, in 0x420078"),
    (#"[{"tag":"Fresh"} {"tag":"Fresh"}]"#, "found '{' at byte 17, want ']' or ','"),
    (#"{"tag":"Fresh"},"#, "found ',' at byte 15, want '{'"),
    ("<KMIP><Fresh/>", "found the end at byte 14, want the end of \"KMIP\""),
    ("<Fresh/></KMIP>", "found the end of an element at byte 8, want an element"),
    ("<KMIP></Fresh>", "found the end of \"Fresh\" at byte 6, want that of \"KMIP\""),
    ("<KMIP type='Integer'/>", "unknown name \"KMIP\" at byte 1"),
  ])
  func aFaultSaysWhereItIs(text: String, message: String) {
    #expect(fault(Array(text.utf8)) == message)
  }

  @Test func wrappersAreBoundedInDepth() {
    #expect(fault(Array(String(repeating: "<a>", count: 100_000).utf8))?.hasSuffix("limit of 64") == true)
  }
}
