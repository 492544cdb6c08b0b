import Testing

@testable import LineEditor

@Suite struct LayoutTests {
  @Test(arguments: [
    ("", 0, 0), ("abc", 0, 3), ("abcdefghij", 1, 0), ("abcdefghijk", 1, 1), ("a\nb", 1, 1), ("a\t", 0, 8),
    ("abcdefghi日", 1, 2), ("日本語日本", 1, 0), ("\u{3}", 0, 2), ("e\u{301}", 0, 1),
  ])
  func endOfTextInTenColumns(text: String, row: Int, column: Int) {
    #expect(Layout(columns: 10).position(after: text) == Layout.Position(row: row, column: column))
  }

  @Test func linesMoveTheCursorInItsColumn() {
    let lines = Lines("let a\nx\nfind 日")
    #expect(lines.offset(from: 3, lines: 1) == 7)
    #expect(lines.offset(from: 7, lines: 1) == 9)
    #expect(lines.offset(from: 14, lines: -1) == 7)
    #expect(lines.offset(from: 3, lines: -1) == nil)
    #expect(lines.offset(from: 14, lines: 1) == nil)
    #expect(Lines("").offset(from: 0, lines: 1) == nil)
  }

  @Test func coloursAreAcceptedOnlyOverTheSameText() {
    #expect(ColoredText("\u{1b}[35mlet\u{1b}[39m x", of: "let x") != nil)
    #expect(ColoredText("\u{1b}[35mlett x", of: "let x") == nil)
    #expect(ColoredText("\u{1b}[2Jlet x", of: "let x") == nil)
    #expect(ColoredText("a\tb", of: "a\tb") == nil)
  }

  @Test func colouredRowsAreEnteredByMovingDown() {
    let colored = ColoredText("\u{1b}[1mabcd\u{1b}[0m\ne", of: "abcd\ne")
    let drawn = colored?.drawn(from: Layout.Position(row: 0, column: 1), in: Layout(columns: 4))
    #expect(drawn?.text == "\u{1b}[1mabc\r\u{1b}[1Bd\u{1b}[0m\r\u{1b}[1Be\u{1b}[0m")
    #expect(drawn?.end == Layout.Position(row: 2, column: 0))
  }
}
