import Testing

@testable import KMSSyntax

@Suite struct SpellingTests {
  @Test(arguments: [
    ("revok", "revoke"), ("distroy", "destroy"), ("craete", "create"), ("key_compromize", "key-compromise"),
    ("REVOKE", "revoke"), ("sgn", "sign"), ("rek", "rekey"), ("zzzzzz", nil), ("x", nil), ("", nil),
    ("activ", "activate"),
  ])
  func theNearestWordIsSuggested(word: String, nearest: String?) {
    let words = ["revoke", "destroy", "create", "key-compromise", "sign", "rekey", "rekey-pair", "activate", "ping"]
    #expect(Suggestion.nearest(to: word, in: words) == nearest)
  }

  @Test func theBeginningOfAWordGoesBeforeASlip() {
    #expect(Suggestion.nearest(to: "sha2", in: ["sha1", "sha256", "sha512"]) == "sha256")
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999999Z"), (951_782_400_000_000, "2000-02-29T00:00:00Z"),
      (1_769_853_600_000_000, "2026-01-31T10:00:00Z"), (253_402_300_799_000_000, "9999-12-31T23:59:59Z"),
      (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"), (.max, "294247-01-10T04:00:54.775807Z"),
      (.min, "-290308-12-21T19:59:05.224192Z"),
    ] as [(Int64, String)])
  func timesAreSpelled(microseconds: Int64, spelling: String) {
    let time = CivilTime(microseconds: microseconds)
    #expect(time.description == spelling)
    #expect(time.microseconds == microseconds)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    for day in stride(from: -200_000, to: 200_000, by: 7) as StrideTo<Int64> {
      let (year, month, date) = CivilTime.date(ofDay: day)
      #expect(CivilTime.day(year: year, month: month, day: date) == day)
    }
  }

  @Test(
    arguments: [(2025, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 4, 31), (2026, 0, 1), (2026, 1, 0)]
      as [(Int64, Int, Int)])
  func thereIsNoSuchDay(year: Int64, month: Int, day: Int) {
    #expect(CivilTime(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: ["", "a", "\"", "\\", "{x}", "line\nline", "\u{1b}[2J", "\u{202e}", "é🔑", "\t\r\0"])
  func aQuotedTextReadsBack(text: String) {
    let quoted = Unparser.quote(text)
    guard case .complete(let script) = Parser.parse(Source(name: "", text: "x \(quoted)")),
      case .expression(let expression)? = script.statements.first?.kind,
      case .call(let call) = expression.kind, case .literal(let literal)? = call.arguments.first?.value.kind
    else {
      Issue.record("\(quoted) is no text")
      return
    }
    #expect(literal == .text(text))
  }

  @Test(arguments: [
    ("prod-db@latest", "prod-db@latest"), ("true", "\"true\""), ("90d", "\"90d\""), ("2048", "\"2048\""),
    ("a b", "\"a b\""), ("", "\"\""), ("--x", "\"--x\""), ("a=b", "\"a=b\""), ("+", "\"+\""),
  ])
  func aWordIsQuotedWhereItWouldNotReadBack(word: String, spelling: String) { #expect(Unparser.word(word) == spelling) }

  @Test(
    arguments: [
      (.duration(5_400_000), "90m"), (.duration(-1500), "-1500ms"), (.duration(604_800_000), "1w"),
      (.size(1536), "1536B"), (.size(0), "0B"), (.duration(.min), "-9223372036854775808ms"), (.percent(5), "5%"),
      (.bytes([0, 255]), "hex\"00ff\""),
    ] as [(Literal, String)])
  func literalsAreSpelledInTheirLargestWholeUnit(literal: Literal, spelling: String) {
    #expect(literal.spelling == spelling)
    #expect(Outline.of("x \(spelling)") == "(call x \(spelling))")
  }

  @Test func everyCodeHasOneRowAndIsExplained() {
    let codes = Explanation.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes == codes.sorted { $0.rawValue < $1.rawValue })
    #expect(DiagnosticCode(spelling: "K0413")?.explanation?.title == "wrong key lifecycle state")
    #expect(DiagnosticCode(spelling: "k413") == .wrongKeyLifecycleState)
    #expect(
      DiagnosticCode(spelling: "K٣") == nil && DiagnosticCode(spelling: "-1") == nil
        && DiagnosticCode(spelling: "K") == nil)
  }

  @Test func placesAreCountedInCharacters() {
    let source = Source(name: "", text: "a\né鍵 x\r\nb")
    #expect(source.position(of: 0).description == "1:1")
    #expect(source.position(of: 8).description == "2:4")
    #expect(source.position(of: 11).description == "3:1")
    #expect(source.position(of: 99).description == "3:2")
    #expect(source.position(of: -1).description == "1:1")
  }
}
