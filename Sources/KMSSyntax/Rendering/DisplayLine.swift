/// A line as a terminal shows it: tabs as spaces, wide characters two columns wide, nothing that steers the terminal.
struct DisplayLine {
  private struct Cell {
    let text: String
    /// The offset in the line at which it begins, in UTF-8.
    let offset: Int
    let column: Int
    let width: Int
  }

  private var cells: [Cell] = []
  private(set) var width = 0

  private static let tabStop = 4
  /// More of a line than any window needs is not laid out.
  private static let limit = 100_000

  init(_ line: String) {
    var offset = 0
    for character in line.prefix(Self.limit) {
      let (text, columns) = Self.shown(character, at: width)
      cells.append(Cell(text: text, offset: offset, column: width, width: columns))
      width += columns
      offset += character.utf8.count
    }
  }

  private static func shown(_ character: Character, at column: Int) -> (String, Int) {
    if character == "\t" {
      let count = tabStop - column % tabStop
      return (String(repeating: " ", count: count), count)
    }
    let text = Display.safe(String(character))
    return (text, Display.width(text))
  }

  /// Columns of space at the start.
  var indentation: Int { cells.first { $0.text.contains { $0 != " " } }?.column ?? 0 }

  func column(of offset: Int) -> Int {
    // The cell that holds the offset, even in its middle.
    guard let index = cells.lastIndex(where: { $0.offset <= offset }) else { return 0 }
    let cell = cells[index]
    let isBeyond = index == cells.count - 1 && offset > cell.offset
    return isBeyond ? width : cell.column
  }

  /// What fits into `room` columns, with `…` where it is cut.
  func window(around mark: Range<Int>, room: Int) -> (text: String, columns: Range<Int>) {
    guard width > room else { return (cells.map(\.text).joined(), 0..<max(width, mark.upperBound)) }
    let end = min(mark.upperBound, mark.lowerBound + room / 2)
    let wanted = max(0, min((mark.lowerBound + end) / 2 - room / 2, width - room))
    let first = cells.first { $0.column >= wanted }?.column ?? 0
    let isCutBefore = first > 0
    let shown = cells.filter { $0.column >= first + (isCutBefore ? 1 : 0) && $0.column + $0.width <= first + room - 1 }
    let start = shown.first?.column ?? first
    let stop = shown.last.map { $0.column + $0.width } ?? start
    let text = (isCutBefore ? "…" : "") + shown.map(\.text).joined() + (stop < width ? "…" : "")
    return (text, start - (isCutBefore ? 1 : 0)..<max(stop, start + 1))
  }
}
