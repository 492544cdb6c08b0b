import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct FileTests {
  private static let script = "kms 1\nparam limit: int = 5 \"how many\"\nparam ticket: text\nprint $limit $ticket"

  @Test func parametersComeFromTheCommandLineOrTheirDefaults() async throws {
    #expect(try await run(Self.script, parameters: ["ticket": .text("T-1")]).printed == ["5 T-1"])
    let missing = try await run(Self.script)
    #expect(missing.errors == ["K0203: the script wants 'ticket', text"])
    #expect(missing.outcome.exitStatus == .usage)
    let wrong = try await run(Self.script, parameters: ["ticket": .text("T"), "limt": .int(1)])
    #expect(wrong.errors == ["K0202: the script has no parameter 'limt'"])
  }

  @Test(arguments: [
    ("10", ValueType.int, "10"), ("-10", .int, "-10"), ("90d", .duration, "90d"), ("64KiB", .size, "64KiB"),
    ("1%", .percent, "1%"),
    ("2026-01-31", .time, "2026-01-31T00:00:00Z"), ("true", .bool, "true"), ("10", .text, "\"10\""),
    ("a, b", .list(of: .text), "[\"a\", \"b\"]"), ("[1, 2]", .list(of: .int), "[1, 2]"),
    ("k@latest", .id(many: false), "k@latest"),
    ("hex\"00ff\"", .bytes, "hex\"00ff\""),
  ])
  func commandLineValues(text: String, type: ValueType, value: String) throws {
    #expect(ValueSpelling.text(try ParameterParsing.value(text: text, type: type)) == value)
  }

  @Test func aCommandLineValueOfAnotherTypeIsRefused() {
    #expect { try ParameterParsing.value(text: "2k", type: .int) } throws: {
      ($0 as? Diagnostic)?.message == "\"2k\" is not a number"
    }
  }

  @Test func aUsedFileGivesItsDefinitionsAndParameters() async throws {
    let host = FakeHost(files: [
      "lib.kms": "param base: int = 2\nuse \"more.kms\"\ndef twice(n: int) { return times($n, $base) }",
      "more.kms": "def times(a: int, b: int) { return $a * $b }",
    ])
    let script = "use \"lib.kms\"\nprint twice(4)"
    #expect(try await run(script, host: host).printed == ["8"])
    #expect(try await run(script, host: host, parameters: ["base": .int(3)]).printed.last == "12")
  }

  @Test func twoWaysToOneFileDoNotClash() async throws {
    let host = FakeHost(files: [
      "a.kms": "use \"c.kms\"\ndef a() { return $c }", "b.kms": "use \"c.kms\"\ndef b() { return $c + 1 }",
      "c.kms": "param c: int = 1", "d.kms": "param c: int = 2",
    ])
    #expect(try await run("use \"a.kms\"\nuse \"b.kms\"\nprint a() b() $c", host: host).printed == ["1 2 1"])
    #expect(try findings("use \"a.kms\"\nuse \"d.kms\"", host: host).first?.hasPrefix("K0207 $c is bound") == true)
  }

  @Test func noneLeavesAnArgumentOut() async throws {
    let ran = try await run("param name: text = none\nlet $k = create aes name=$name tags=[] length=($name ?? none)")
    #expect(ran.errors == [])
    #expect(ran.host.seen.ran == ["create algorithm=aes tags=[]"])
  }

  @Test(arguments: [
    ("use \"none.kms\"", "K0215 there is no file 'none.kms' at `\"none.kms\"`"),
    ("use \"self.kms\"", "K0215 'self.kms' uses itself"),
    ("use \"does.kms\"", "K0211 a used file holds 'param', 'def' and 'use' alone at `print 1`"),
  ])
  func filesThatCannotBeUsed(script: String, finding: String) throws {
    let host = FakeHost(files: [
      "self.kms": "use \"circle.kms\"", "circle.kms": "use \"self.kms\"", "does.kms": "print 1",
    ])
    #expect(try findings(script, host: host).first?.hasPrefix(finding) == true)
  }

  @Test(arguments: [
    (Value.record(Record([("a", .int(1)), ("b", .text("q\"\n\u{1}"))])), #"{"a":1,"b":"q\"\n\u0001"}"#),
    (
      .list([.none, .bool(true), .bytes([0, 255]), .duration(90_000), .time(0)]),
      #"[null,true,"00ff","90s","1970-01-01T00:00:00Z"]"#
    ),
    (.secret(FakeSecret(bytes: [1, 2])), #"{"secret":{"size":2}}"#),
    (.table(Table(columns: ["a"], rows: [Record([("a", .id("x"))])])), #"[{"a":"x"}]"#),
  ])
  func json(value: Value, text: String) { #expect(value.json == text) }

  @Test(arguments: [
    (Int64(7_776_000_000), "90d"), (0, "0s"), (1_250, "1s 250ms"), (443_000_000, "5d 3h"), (-60_000, "-1m"),
    (86_460_000, "1d"),
  ])
  func durationsReadWell(milliseconds: Int64, text: String) { #expect(ValueText.duration(milliseconds) == text) }
}
