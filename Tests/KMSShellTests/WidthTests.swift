import KMSInterpreter
import KMSShell
import KMSSyntax
import Testing

@Suite struct WidthTests {
  private func keys(_ name: String) -> Value {
    .list([.object(Fixture.key(Fixture.id, name: name, age: 120)), .object(Fixture.key("short", name: "b", age: 1))])
  }

  @Test(arguments: [90, 100, 120])
  func linesFitTheTerminalAndIdentifiersStayWhole(width: Int) {
    let text = written(keys(String(repeating: "long name ", count: 20)), .table, width: width)
    for line in text.split(separator: "\n") { #expect(Display.width(String(line)) <= width) }
    #expect(text.contains(Fixture.id))
    #expect(text.contains("…"))
  }

  @Test func whatFitsIsNotCut() {
    #expect(!written(keys("billing"), .table, width: 120).contains("…"))
    #expect(!written(keys(String(repeating: "x", count: 500)), .table, width: nil).contains("…"))
  }

  @Test func aTerminalThatIsFarTooNarrowStillShowsIdentifiers() {
    #expect(written(keys("billing"), .table, width: 10).contains(Fixture.id))
  }

  @Test func wideCharactersAreTwoColumns() {
    let rows = Value.list([
      .record(Record([("name", .text("鍵束")), ("n", .text("a"))])),
      .record(Record([("name", .text("key")), ("n", .text("b"))])),
    ])
    #expect(written(rows, .table) == "name  n\n鍵束  a\nkey   b\n")
    let narrow = written(.list([.record(Record([("name", .text("鍵束鍵束鍵束")), ("n", .text("a"))]))]), .table, width: 10)
    #expect(narrow.contains("鍵束鍵…"))
  }
}
