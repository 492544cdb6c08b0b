import TTLV
import Testing

@Suite struct TTLVErrorTests {
  @Test(arguments: [
    (TTLVError.Problem.endsEarly(needed: 8, available: 3), "message ends early at byte 40: need 8 bytes, have 3"),
    (.tooLarge(size: 70, limit: 64), "message has 70 bytes, the limit is 64"),
    (.tooDeep(limit: 64), "structures at byte 40 are deeper than the limit of 64"),
    (.tooManyItems(limit: 9), "items at byte 40 are more than the limit of 9"),
    (.unknownType(12), "unknown item type 0x0C at byte 40"),
    (.badLength(type: .integer, length: 3), "Integer at byte 40 has length 3, want 4"),
    (.badLength(type: .boolean, length: 3), "Boolean at byte 40 has length 3, want 8"),
    (.badLength(type: .bigInteger, length: 5), "BigInteger at byte 40 has length 5, want a multiple of 8 above 0"),
    (.badLength(type: .structure, length: 3), "Structure at byte 40 has length 3, want a multiple of 8"),
    (.badPadding, "padding at byte 40 is not zero"),
    (.badBoolean, "Boolean at byte 40 is neither 0 nor 1"),
    (.badText, "text at byte 40 is not UTF-8"),
    (.trailingBytes(count: 3), "message ends at byte 40, but 3 bytes follow"),
    (.malformed(found: "'x'", wanted: "'{'"), "found 'x' at byte 40, want '{'"),
    (.unknownName("\u{1B}[2J\n"), "unknown name \"?[2J?\" at byte 40"),
  ])
  func aMessageSaysWhatAndWhere(problem: TTLVError.Problem, message: String) {
    #expect(TTLVError(problem, offset: 40).description == message)
  }

  @Test func thePathIsPrintedInNumbersOrNames() {
    let path = [Tag(0x420078), Tag(0x540001)]
    let error = TTLVError(.endsEarly(needed: 8, available: 3), offset: 40, path: path)
    let sentence = "structure ends early at byte 40: need 8 bytes, have 3"
    #expect(error.description == "\(sentence), in 0x420078/0x540001")
    #expect(error.description(vocabulary: SmallVocabulary()) == "\(sentence), in RequestMessage/0x540001")
  }
}
