import AuditLog
import KMIPTesting
import KMSInterpreter
import Testing

@testable import KMSCommands

/// A value goes through the log and comes out as it was.
@Suite struct ValueRecordTests {
  private static func value(_ depth: Int, _ dice: inout SeededGenerator) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 17 : 12), using: &dice) {
    case 0: .none
    case 1: .bool(.random(using: &dice))
    case 2: .int(number(&dice))
    case 3: .text(text(&dice))
    case 4: .bytes((0..<Int.random(in: 0..<40, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) })
    case 5: .duration(number(&dice))
    case 6: .time(number(&dice))
    case 7: .size(number(&dice))
    case 8: .percent(number(&dice))
    case 9: .enumeration(text(&dice))
    case 10: .id(text(&dice))
    case 11: .path(text(&dice))
    case 12: .list((0..<Int.random(in: 0..<4, using: &dice)).map { _ in value(depth - 1, &dice) })
    case 13: .record(record(depth, &dice))
    case 14: .table(Table(columns: [text(&dice), "b"], rows: [record(depth, &dice), record(depth, &dice)]))
    case 15: .object(ManagedObject(id: text(&dice), attributes: record(depth, &dice), readAt: number(&dice)))
    default:
      .error(
        ErrorValue(
          code: "K0501", phase: "receive", operation: "Create", id: text(&dice), reason: "item-not-found",
          message: text(&dice), isSent: true, applied: .unknown, hint: nil))
    }
  }

  private static func number(_ dice: inout SeededGenerator) -> Int64 {
    [.min, .max, 0, -1, 1 << 53, (1 << 53) + 1, .random(in: .min ... .max, using: &dice)]
      .randomElement(using: &dice) ?? 0
  }

  private static func text(_ dice: inout SeededGenerator) -> String {
    ["", "a", "\"\\\u{0}\u{1F}", "käse", "🔑", "{\"id\": 1}", "null", "two\nlines", "\u{2028}", "e\u{301}"]
      .randomElement(using: &dice) ?? ""
  }

  private static func record(_ depth: Int, _ dice: inout SeededGenerator) -> KMSInterpreter.Record {
    // A name that is there twice is not made.
    KMSInterpreter.Record([
      ("id", value(depth - 1, &dice)), ("x-\(Int.random(in: 0..<9, using: &dice))", value(depth - 1, &dice)),
    ])
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func itComesOutAsItWas(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let value = Self.value(3, &dice)
      let written = try #require(JSONValue(recording: value)).canonical
      let read = try #require(JSONValue(canonical: written))
      let back = try #require(Value(recorded: read))
      #expect("\(back)" == "\(value)")

      #expect(JSONValue(recording: back)?.canonical == written)
    }
  }

  @Test func aSecretAnywhereInItIsNotWritten() {
    let secret = Value.secret(Listener.secret)
    for value in [secret, .list([.int(1), secret]), .record(KMSInterpreter.Record([("a", .list([secret]))]))] {
      #expect(JSONValue(recording: value) == nil)
    }
  }

  @Test(arguments: [
    "{\"bytes\":\"xyz\"}", "{\"time\":\"now\"}", "{\"record\":[[\"a\"]]}", "{\"table\":{}}", "{\"object\":{\"id\":1}}",
    "{\"what\":1}", "{}", "{\"id\":\"a\",\"path\":\"b\"}",
  ])
  func whatIsNoValueGivesNone(text: String) throws {
    #expect(Value(recorded: try #require(JSONValue(canonical: text))) == nil)
  }
}
