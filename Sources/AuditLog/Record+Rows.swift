extension Record {
  private static let insertion: String = {
    let marks = Array(repeating: "?", count: Column.allCases.count + 2).joined(separator: ", ")
    return "INSERT INTO audit_log (\(Column.list), record, hash) VALUES (\(marks))"
  }()

  /// - Parameter columns: In the order of `Column`.
  func insert(_ db: any StoreConnection, columns: [StoreValue]) throws {
    try db.run(Self.insertion, columns + [.text(canonical), .text(hash.description)])
  }

  /// The record of a row with the columns `seq`, `record` and `hash`.
  init(_ row: StoreRow, path: String) throws {
    let canonical = row.text("record") ?? ""
    guard let hash = HashValue(hex: row.text("hash") ?? ""),
      let record = Record(canonical: canonical, hash: hash)
    else {
      let seq = row.integer("seq") ?? 0
      throw AuditError.corrupt(path: path, cause: "record \(seq) cannot be read")
    }
    self = record
  }
}
