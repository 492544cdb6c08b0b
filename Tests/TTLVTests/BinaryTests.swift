import TTLV
import Testing

@Suite struct BinaryTests {
  // KMIP 2.1 §10.1.5.
  @Test(arguments: [
    (Item.Value.integer(8), "42 00 20 | 02 | 00 00 00 04 | 00 00 00 08 00 00 00 00"),
    (.longInteger(123_456_789_000_000_000), "42 00 20 | 03 | 00 00 00 08 | 01 B6 9B 4B A5 74 92 00"),
    (
      .bigInteger(hex("00 00 00 00 03 FD 35 EB 6B C2 DF 46 18 08 00 00")),
      "42 00 20 | 04 | 00 00 00 10 | 00 00 00 00 03 FD 35 EB 6B C2 DF 46 18 08 00 00"
    ),
    (.enumeration(255), "42 00 20 | 05 | 00 00 00 04 | 00 00 00 FF 00 00 00 00"),
    (.boolean(true), "42 00 20 | 06 | 00 00 00 08 | 00 00 00 00 00 00 00 01"),
    (
      .textString("Hello World"),
      "42 00 20 | 07 | 00 00 00 0B | 48 65 6C 6C 6F 20 57 6F 72 6C 64 00 00 00 00 00"
    ),
    (.byteString([1, 2, 3]), "42 00 20 | 08 | 00 00 00 03 | 01 02 03 00 00 00 00 00"),
    (.dateTime(1_205_495_800), "42 00 20 | 09 | 00 00 00 08 | 00 00 00 00 47 DA 67 F8"),
    (.interval(864_000), "42 00 20 | 0A | 00 00 00 04 | 00 0D 2F 00 00 00 00 00"),
    (.dateTimeExtended(-2), "42 00 20 | 0B | 00 00 00 08 | FF FF FF FF FF FF FF FE"),
    (
      .structure([Item(Tag(0x420004), .enumeration(254)), Item(Tag(0x420005), .integer(255))]),
      """
      42 00 20 | 01 | 00 00 00 20 | 42 00 04 | 05 | 00 00 00 04 | 00 00 00 FE 00 00 00 00 \
      | 42 00 05 | 02 | 00 00 00 04 | 00 00 00 FF 00 00 00 00
      """
    ),
  ])
  func specificationExamples(value: Item.Value, bytes: String) throws {
    let item = Item(Tag(0x420020), value)
    #expect(item.encoded() == hex(bytes))
    #expect(try Item(decoding: hex(bytes)) == item)
  }

  @Test func everyTypeComesBackAsItWent() throws {
    for item in [Sample.everyType, Sample.discover] {
      #expect(try Item(decoding: item.encoded()) == item)
    }
  }

  @Test(arguments: [
    ("", "00 00 00 00 00 00 00 00"), ("80", "FF FF FF FF FF FF FF 80"), ("7F", "00 00 00 00 00 00 00 7F"),
    ("01 00 00 00 00 00 00 00 00", "00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00"),
  ])
  func bigIntegersAreSignExtended(short: String, extended: String) throws {
    let item = try Item(decoding: Item(Tag(1), .bigInteger(hex(short))).encoded())
    #expect(item.value == .bigInteger(hex(extended)))
  }

  @Test func aHeaderTellsTheLengthOfItsMessage() throws {
    let message = Sample.discover.encoded()
    #expect(try Item.messageLength(header: message) == message.count)
    #expect(try Item.messageLength(header: message.prefix(8)) == message.count)
    #expect(try Item.messageLength(header: message.prefix(7)) == nil)
  }

  @Test(arguments: [
    (0x420078, "42 00 78 02 00 00 00 04", TTLVError.Problem.malformed(found: "Integer", wanted: "Structure"), 3),
    (0x474554, "47 45 54 20 2F 20 48 54", .unknownType(0x20), 3),
    (0x420078, "42 00 78 01 00 00 00 0C", .badLength(type: .structure, length: 12), 4),
    (0x420078, "42 00 78 01 00 00 04 00", .tooLarge(size: 1032, limit: 1031), 4),
    (0x420078, "42 00 78 01 FF FF FF F8", .tooLarge(size: 0x1_0000_0000, limit: 1031), 4),
  ])
  func aHeaderIsJudgedBeforeItsMessageIsRead(tag: UInt32, bytes: String, problem: TTLVError.Problem, offset: Int) {
    #expect(throws: TTLVError(problem, offset: offset, path: [TTLV.Tag(tag)])) {
      try Item.messageLength(header: hex(bytes), limits: Limits(messageSize: 1031))
    }
  }
}
