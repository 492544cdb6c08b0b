import KMSInterpreter
import KMSSyntax

/// Rows in aligned columns under a header, no wider than the terminal where that can be.
struct Grid {
  struct Options {
    let style: Style
    let width: Int?
  }

  private let columns: [String]
  private let cells: [[Cell]]
  private let isNumber: [Bool]
  private let options: Options
  private static let gap = 2

  /// Without columns named, the table's own that have something to show.
  init(_ table: Table, columns: [String] = [], options: Options) {
    self.columns = columns.isEmpty ? Columns.filled(table.columns, in: table.rows) : columns
    self.options = options
    let names = self.columns
    let cells = table.rows.map { row in names.map { Cell(row.field($0) ?? .none) } }
    self.cells = cells
    isNumber = names.indices.map { index in
      cells.contains { $0[index].isNumber } && cells.allSatisfy { $0[index].isNumber || $0[index].text == "-" }
    }
  }

  /// Nothing where there is no row.
  var text: String {
    guard !cells.isEmpty, !columns.isEmpty else { return "" }
    let widths = ColumnWidths(natural: naturalWidths, isID: idColumns, room: room).widths
    let header = line(columns.map(SafeText.line), widths)
    let rows = cells.map { line($0.map(\.text), widths) }
    return ([options.style.bold(header)] + rows).map { $0 + "\n" }.joined()
  }

  private func line(_ texts: [String], _ widths: [Int]) -> String {
    let aligned = texts.indices.map { index in
      let text = SafeText.shortened(texts[index], to: widths[index])
      let isLast = index == texts.count - 1
      if isLast, !isNumber[index] { return text }
      return SafeText.padded(text, to: widths[index], right: isNumber[index])
    }
    return aligned.joined(separator: String(repeating: " ", count: Self.gap))
  }

  private var room: Int? { options.width.map { $0 - (columns.count - 1) * Self.gap } }

  private var naturalWidths: [Int] {
    columns.indices.map { index in
      cells.reduce(Display.width(SafeText.line(columns[index]))) { max($0, Display.width($1[index].text)) }
    }
  }

  private var idColumns: [Bool] {
    columns.indices.map { index in cells.contains { $0[index].isID } }
  }
}
