/// Help texts of neighbouring `param` lines begin in one column.
enum Alignment {
  /// The column for each item that has one.
  static func margins(of items: [Layout.Item], indent: Int) -> [Int?] {
    var margins: [Int?] = Array(repeating: nil, count: items.count)
    var run: [(index: Int, row: Row)] = []
    func close() {
      guard let margin = run.map({ Display.width($0.row.head) }).max() else { return }
      let fits = run.allSatisfy { margin + 2 + Display.width($0.row.help) + indent <= LayoutWriter.width }
      for (index, _) in run where fits { margins[index] = margin }
      run = []
    }
    for (index, item) in items.enumerated() {
      let row = row(item)
      if row == nil || item.followsBlank { close() }
      if let row { run.append((index, row)) }
    }
    close()
    return margins
  }

  /// The statement with its help text behind the margin.
  static func line(_ statement: Layout.Statement, margin: Int) -> String? {
    guard let row = row(.statement(statement)) else { return nil }
    return row.head + String(repeating: " ", count: max(0, margin - Display.width(row.head)) + 2) + row.help
  }

  private struct Row {
    let head: String
    let help: String
  }

  private static func row(_ item: Layout.Item) -> Row? {
    guard case .statement(let statement) = item, statement.parts.count == 1,
      case .pieces(let pieces)? = statement.parts.first, pieces.count > 4,
      case .token(let keyword, _)? = pieces.first, keyword.text == "param",
      case .token(let help, _)? = pieces.last, help.isText, !help.text.contains("\n"),
      !pieces[pieces.count - 2].isAssign,
      let head = Flat.text(pieces.dropLast()), !head.contains("\n")
    else { return nil }
    return Row(head: head, help: help.text)
  }
}

extension Lexeme {
  fileprivate var isText: Bool { kind == .value && (text.hasPrefix("\"") || text.hasPrefix("'")) }
}

extension Layout.Piece {
  fileprivate var isAssign: Bool { if case .token(let lexeme, _) = self { lexeme.symbol == .assign } else { false } }
}
