import GRDB

extension Record {
  private static let insertion: String = {
    let marks = Array(repeating: "?", count: Column.allCases.count + 2).joined(separator: ", ")
    return "INSERT INTO audit_log (\(Column.list), record, hash) VALUES (\(marks))"
  }()

  func insert(_ db: Database) throws {
    let members = self.members
    var values = Column.allCases.map { $0.value(in: members) }
    values.append(canonical.databaseValue)
    values.append(hash.description.databaseValue)
    try db.cachedStatement(sql: Self.insertion).execute(arguments: StatementArguments(values))
  }

  /// The record of a row with the columns `seq`, `record` and `hash`.
  init(_ row: Row, path: String) throws {
    let canonical = String.fromDatabaseValue(row["record"]) ?? ""
    guard let hash = HashValue(hex: String.fromDatabaseValue(row["hash"]) ?? ""),
      let record = Record(canonical: canonical, hash: hash)
    else {
      let seq = Int64.fromDatabaseValue(row["seq"]) ?? 0
      throw AuditError.corrupt(path: path, cause: "record \(seq) cannot be read")
    }
    self = record
  }
}
