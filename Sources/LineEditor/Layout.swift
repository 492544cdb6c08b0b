/// Where text lands on a terminal of a given width, counted as libedit draws it.
struct Layout {
  struct Position: Hashable {
    var row = 0
    var column = 0
  }

  let columns: Int

  init(columns: Int) {
    self.columns = max(1, columns)
  }

  func position(after text: String, from start: Position = Position()) -> Position {
    text.unicodeScalars.reduce(into: start) { advance(&$0, over: $1) }
  }

  /// Where `scalar` itself is drawn: a wide one does not straddle the edge.
  func start(of scalar: Unicode.Scalar, at position: Position) -> Position {
    guard scalar != "\n", position.column + cells(of: scalar, at: position) > columns else { return position }
    return Position(row: position.row + 1, column: 0)
  }

  private func advance(_ position: inout Position, over scalar: Unicode.Scalar) {
    if scalar == "\n" {
      position = Position(row: position.row + 1, column: 0)
      return
    }
    let cells = cells(of: scalar, at: position)
    position = start(of: scalar, at: position)
    position.column += cells
    if position.column >= columns { position = Position(row: position.row + 1, column: 0) }
  }

  private func cells(of scalar: Unicode.Scalar, at position: Position) -> Int {
    scalar == "\t" ? 8 - position.column % 8 : Self.drawnCells(scalar)
  }

  /// Control characters are drawn as `^X`, other invisible ones as `\U+xxxx`.
  private static func drawnCells(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isControl && scalar.isASCII { return 2 }
    return scalar.isDrawable ? scalar.cells : (scalar.value > 0xffff ? 8 : 7)
  }
}
