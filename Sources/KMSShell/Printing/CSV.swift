import KMSInterpreter

/// Rows as RFC 4180 has them. Line ends inside a cell stay; other control characters are spelled out.
enum CSV {
  private static let objectColumns = [
    "id", "type", "name", "algorithm", "length", "state", "usage", "created", "activated", "tags", "links",
  ]

  static func text(_ value: Value) -> String {
    switch value {
    case .table(let table): text(table)
    case .list(let values) where values.isEmpty: ""
    case .list(let values):
      text(Table(listing: values, objectColumns: objectColumns) ?? table(of: values))
    default: text(Table(listing: [value], objectColumns: objectColumns) ?? table(of: [value]))
    }
  }

  private static func table(of values: [Value]) -> Table {
    Table(columns: ["value"], rows: values.map { Record([("value", $0)]) })
  }

  /// Rows may have fields that are no columns of the table.
  private static func text(_ table: Table) -> String {
    let columns = table.columns.isEmpty ? Columns.all(table.rows) : table.columns
    guard !columns.isEmpty else { return "" }
    let rows = table.rows.map { row in columns.map { cell(row.field($0) ?? .none) } }
    return ([columns.map(SafeText.block)] + rows).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .none: ""
    case .record, .table, .secret, .error: SafeText.block(ValueJSON.text(value))
    case .list(let values): values.map(cell).joined(separator: ", ")
    default: SafeText.block(ValueText.text(value))
    }
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { special.contains($0) }) else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static let special: Set<UInt8> = [
    UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
  ]
}
