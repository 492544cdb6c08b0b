import Testing

@testable import AuditLog

@Suite struct CanonicalTests {
  @Test(
    arguments: [
      // RFC 8785 §3.2.3: names sort by UTF-16 units, where the surrogates of U+1F600 come before U+FB33.
      (
        [
          "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
          "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
        ],
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
          + "\"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\","
          + "\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
      ),
      // RFC 8785 §3.2.2, the string and the literals.
      ("\u{20ac}$\u{f}\nA'B\"\\\\\"/", "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\""),
      (["literals": [nil, true, false]], "{\"literals\":[null,true,false]}"),
      ("\u{8}\t\u{c}\u{0}\u{1f}\u{7f}", "\"\\b\\t\\f\\u0000\\u001f\u{7f}\""),
      ([], "[]"), ([:], "{}"), (0, "0"), (-1, "-1"),
      (["b": ["d": 1, "c": 2], "a": []], "{\"a\":[],\"b\":{\"c\":2,\"d\":1}}"),
      (9_007_199_254_740_991, "9007199254740991"),
      (9_007_199_254_740_993, "\"9007199254740993\""),
    ] as [(JSONValue, String)])
  func oneSpelling(value: JSONValue, text: String) { #expect(value.canonical.utf8.elementsEqual(text.utf8)) }

  @Test(arguments: [
    "{\"a\":[1,\"\\u001f\\n\\\"\",null,true,false,{}]}", "-12", "\"zwölf\"", "[[],[[]]]",
  ])
  func readsWhatItWrites(text: String) { #expect(JSONValue(canonical: text)?.canonical == text) }

  @Test(arguments: [
    "", "{", "[1,", "[1 ]", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":1}", "01", "-0", "1.5", "1e3", "\"\\u0041\"",
    "\"\\/\"",
    "\"\\u000A\"", "tru", "\"\\u00", "\"a", "{\"a\"}", "1 ", "--1", "9007199254740993",
    String(repeating: "[", count: 100_000),
  ])
  func refusesOtherSpellings(text: String) { #expect(JSONValue(canonical: text) == nil) }

  @Test(arguments: [false, true])
  func aRecordIsTheCanonicalFormOfItsMembers(isBare: Bool) {
    let session = SessionID()
    var entry = isBare ? Entry(.local, in: session) : .sample(3, in: session)
    if !isBare { entry.after = (0..<200).reduce(JSONValue.int(1)) { value, _ in ["z": value, "a": [1]] } }
    let record = AuditLog.Record(sealing: entry, seq: 7, at: .now, previous: .of([1]))
    var members: [String: JSONValue] = ["seq": 7]
    for (column, value) in zip(Column.allCases, entry.values) where value != nil { members[column.rawValue] = value }
    members["at"] = .string(record.at.description)
    members["previous"] = .string(HashValue.of([1]).description)
    #expect(record.canonical == JSONValue.object(members).canonical)
    #expect(record.hash == .leaf(record.canonical.utf8))
  }

  @Test func deepNestingIsCutAndStillReadable() {
    let deep = (0..<5000).reduce(JSONValue.int(1)) { value, _ in .array([value]) }
    #expect(JSONValue(canonical: deep.canonical) != nil)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000000Z"), (1_709_210_096_789_012, "2024-02-29T12:34:56.789012Z"),
    (-1, "1969-12-31T23:59:59.999999Z"), (4_102_444_799_999_999, "2099-12-31T23:59:59.999999Z"),
  ])
  func timesAreWrittenAndRead(microseconds: Int64, text: String) {
    #expect(Timestamp(microseconds: microseconds).description == text)
    #expect(Timestamp(text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2024-02-30T00:00:00.000000Z", "2024-01-01T00:00:00Z", "2024-01-01T24:00:00.000000Z", "ééééééééééééé!",
  ])
  func noOtherTimesAreRead(text: String) { #expect(Timestamp(text) == nil) }
}
