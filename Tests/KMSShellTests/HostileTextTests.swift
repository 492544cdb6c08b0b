import KMSInterpreter
import KMSShell
import Testing

@Suite struct HostileTextTests {
  private static let hostile = "a\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\r\u{202e}b\u{0}"

  private static let values: [Value] = [
    .text(hostile), .list([.text(hostile)]), .id(hostile), .object(Fixture.key(hostile, name: hostile, age: 1)),
    .list([.object(Fixture.key(hostile, name: hostile, age: 1))]), .record(Record([(hostile, .text(hostile))])),
    .table(Table(columns: [hostile], rows: [Record([(hostile, .text(hostile))])])),
    .error(ErrorValue(code: "K0401", id: hostile, message: hostile)), .enumeration(hostile), .path(hostile),
    .record(Record([("inner", .record(Record([(hostile, .list([.text(hostile)]))])))])),
    .record(Record([("pem", .text("x\n" + hostile))])),
  ]

  @Test(arguments: values, [OutputFormat.table, .csv, .id])
  func nothingSteersTheTerminal(value: Value, format: OutputFormat) {
    let text = written(value, format)
    let allowed: Set<Unicode.Scalar> = format == .csv ? ["\n", "\r"] : ["\n"]
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && !allowed.contains($0) })
    #expect(!text.unicodeScalars.contains("\u{202e}"))
    #expect(text.contains("\\u{1b}") || text.contains("\\u001b"))
  }

  @Test func jsonEscapesControlCharacters() {
    #expect(written(.text("\u{1b}[2J\u{7f}"), .jsonl) == "\"\\u001b[2J\\u007f\"\n")
  }

  @Test func aNameWithALineEndKeepsItsRow() {
    let keys = Value.list([.object(Fixture.key("id-1", name: "one\ntwo", age: 1))])
    #expect(written(keys, .table).split(separator: "\n").count == 2)
    #expect(written(keys, .table).contains("one↵two"))
  }

  @Test func warningsAreDiagnosticsWithoutAPlace() {
    #expect(
      WarningText.text("not\u{1b}all", hint: "ask less", color: false) == "warning: not\\u{1b}all\n  = ask less\n")
  }
}
