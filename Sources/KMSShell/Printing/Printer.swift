public import KMSInterpreter

/// Writes values in one of the output formats. A secret is its size in all of them.
public struct Printer: Sendable {
  public var format: OutputFormat
  public var color: Bool
  /// Columns of the terminal; without one nothing is shortened.
  public var width: Int?
  private let write: @Sendable (String) -> Void

  public init(format: OutputFormat, color: Bool = false, width: Int? = nil, write: @escaping @Sendable (String) -> Void)
  {
    self.format = format
    self.color = color
    self.width = width
    self.write = write
  }

  /// Writes a value, of a list each element; an empty list leaves a table, CSV and identifiers without a word.
  public func print(_ value: Value) { write(text(value)) }

  /// Writes a table with these columns, or with its own where none are named. Only a person sees the title.
  public func report(_ table: Table, title: String? = nil, columns: [String] = []) {
    write(text(table, title: title, columns: columns))
  }

  /// What `print` writes, its line ends included.
  public func text(_ value: Value) -> String {
    switch format {
    case .table: ValueLayout(style: style, width: width).text(value)
    case .json: PrettyJSON.text(value) + "\n"
    case .jsonl: value.rows.map { ValueJSON.text($0) + "\n" }.joined()
    case .csv: CSV.text(value)
    case .id: Identifiers.text(value)
    }
  }

  private func text(_ table: Table, title: String?, columns: [String]) -> String {
    guard format == .table else { return text(.table(columns.isEmpty ? table : table.selecting(columns))) }
    let grid = Grid(table, columns: columns, options: .init(style: style, width: width))
    return (title.map { style.bold(SafeText.line($0)) + "\n" } ?? "") + grid.text
  }

  private var style: Style { Style(color: color) }
}
