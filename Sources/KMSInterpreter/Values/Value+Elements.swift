extension Value {
  /// Items of a list, rows of a table.
  var elements: [Value]? {
    switch self {
    case .list(let values): values
    case .table(let table): table.rows.map { .record($0) }
    default: nil
    }
  }
}
