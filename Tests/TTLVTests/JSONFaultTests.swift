import TTLV
import Testing

@Suite struct JSONFaultTests {
  private func error(_ json: String, limits: Limits = .standard) -> TTLVError? {
    problem { try Item(decodingJSON: Array(json.utf8), vocabulary: SmallVocabulary(), limits: limits) }
  }

  @Test(arguments: [
    ("", "found the end at byte 0, want '{'"),
    ("[]", "found '[' at byte 0, want '{'"),
    ("{}", "found an item without a tag at byte 0, want one"),
    (#"{"tag":"Colour"}"#, "unknown name \"Colour\" at byte 8"),
    (#"{"tag":"0x42"}"#, "unknown name \"0x42\" at byte 8"),
    (#"{"tag":1}"#, "found '1' at byte 7, want the name of a tag"),
    (#"{"tag":"Fresh","type":"Int"}"#, "unknown name \"Int\" at byte 23, in 0x42002B"),
    (#"{"tag":"Fresh","tag":"Fresh"}"#, "found a second \"tag\" at byte 21, want one an item, in 0x42002B"),
    (#"{"tag":"Fresh"} x"#, "message ends at byte 16, but 1 bytes follow"),
    (#"{"tag":"Fresh";}"#, "found ';' at byte 14, want ',' or '}', in 0x42002B"),
    (#"{"tag":"Fresh","value":[{"tag":"Fresh"} {}]}"#, "found '{' at byte 40, want ',' or ']', in 0x42002B"),
    (#"{"tag":"Fresh","value":nul}"#, "found 'n' at byte 23, want null, in 0x42002B"),
    (#"{"tag":"Fresh","value":{}}"#, "found '{' at byte 23, want a value, in 0x42002B"),
    ("{\"tag\":\"a\u{1}\"}", "found control character 0x01 at byte 9, want its escape"),
    (#"{"tag":"\ud800"}"#, "found an unknown escape at byte 8, want one of JSON's"),
    (#"{"tag":"\ud800\u0041"}"#, "found an unknown escape at byte 8, want one of JSON's"),
    (#"{"tag":"\udc00"}"#, "found an unknown escape at byte 8, want one of JSON's"),
    (#"{"tag":"\x"}"#, "found an unknown escape at byte 8, want one of JSON's"),
    (#"{"tag":"\u12"}"#, "found an unknown escape at byte 8, want one of JSON's"),
    (
      #"{"tag":"CryptographicAlgorithm","type":"Enumeration","value":"ROT13"}"#,
      "unknown name \"ROT13\" at byte 62, in 0x420028"
    ),
    (
      #"{"tag":"Attributes","value":[{"tag":"KeyMaterial","type":"ByteString","value":"S3CRET"}]}"#,
      "found a string of 6 bytes at byte 78, want an even number of hexadecimal digits, in 0x420125/0x420043"
    ),
  ])
  func aFaultSaysWhatWasFoundAndWhere(json: String, message: String) {
    #expect(error(json)?.description == message)
  }

  @Test func textHasToBeUTF8() {
    let json = Array(#"{"tag":"NameValue","type":"TextString","value":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
    let error = problem { try Item(decodingJSON: json, vocabulary: SmallVocabulary()) }
    #expect(error == TTLVError(.badText, offset: 48, path: [Tag(0x420055)]))
  }

  @Test func everyTruncationThrows() {
    let json = Sample.everyType.encodedJSON(vocabulary: SmallVocabulary())
    let decoded = json.indices.filter { length in
      problem { try Item(decodingJSON: Array(json.prefix(length)), vocabulary: SmallVocabulary()) } == nil
    }
    #expect(decoded == [])
  }

  @Test func aFlippedBitNeverTraps() {
    let json = Sample.discover.encodedJSON(vocabulary: SmallVocabulary())
    var survivors = 0
    for bit in 0..<json.count * 8 {
      var flipped = json
      flipped[bit / 8] ^= 1 << (bit % 8)
      if problem({ try Item(decodingJSON: flipped, vocabulary: SmallVocabulary()) }) == nil { survivors += 1 }
    }
    #expect(survivors < json.count)
  }

  @Test func depthIsBounded() {
    let limits = Limits(depth: 3)
    #expect(error(nested(3), limits: limits) == nil)
    #expect(error(nested(4), limits: limits)?.problem == .tooDeep(limit: 3))
    #expect(error(nested(20_000))?.problem == .tooDeep(limit: 64))
    #expect(error(#"{"x":"# + String(repeating: "[", count: 20_000))?.problem == .tooDeep(limit: 64))
    #expect(error(#"{"x":"# + String(repeating: #"{"x":"#, count: 20_000))?.problem == .tooDeep(limit: 64))
  }

  @Test func itemsAndBytesAreCounted() {
    let json = #"{"tag":"Fresh","value":[{"tag":"Fresh"},{"tag":"Fresh"}]}"#
    #expect(error(json, limits: Limits(itemCount: 3)) == nil)
    #expect(error(json, limits: Limits(itemCount: 2))?.problem == .tooManyItems(limit: 2))
    #expect(error(json, limits: Limits(messageSize: json.utf8.count)) == nil)
    #expect(error(json, limits: Limits(messageSize: 56))?.problem == .tooLarge(size: 57, limit: 56))
  }

  private func nested(_ depth: Int) -> String {
    String(repeating: #"{"tag":"Fresh","value":["#, count: depth) + String(repeating: "]}", count: depth)
  }
}
