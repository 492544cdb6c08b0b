import GRDB

/// What the rest of the store says of one record, asked only where the chain breaks.
struct Witnesses {
  let db: Database
  let store: StoreIdentity

  /// The row with this place in the table.
  func row(at seq: Int64) throws -> StoredRow? {
    try Row.fetchOne(db, sql: "\(StoredRow.query) WHERE seq = ?", arguments: [seq]).map { StoredRow($0) }
  }

  /// A row whose record claims `seq`, other than the one that lies at `place`.
  func row(claiming seq: Int64, besides place: Int64) throws -> StoredRow? {
    try Row.fetchOne(
      db,
      sql: """
        \(StoredRow.query) WHERE seq <> ?
        AND CASE WHEN json_valid(record) THEN json_extract(record, '$.seq') END = ? LIMIT 1
        """,
      arguments: [place, seq]
    ).map { StoredRow($0) }
  }

  /// The hash that a checkpoint ending at this record signed.
  func signedHead(_ seq: Int64) throws -> HashValue? {
    let sql = "SELECT \(Checkpoint.columns) FROM checkpoint WHERE size = ?"
    return try Row.fetchAll(db, sql: sql, arguments: [seq])
      .compactMap { Checkpoint($0, store: store.id) }
      .first { $0.isSigned(by: store.publicKey) }?.head
  }

  /// The hash that the record after `row`, or else a checkpoint, holds for `row`.
  func attestedHash(of row: StoredRow, next: StoredRow?) throws -> HashValue? {
    guard let seq = row.recordSeq else { return next?.previous }
    if let next, next.recordSeq == seq &+ 1 { return next.previous }
    return try signedHead(seq)
  }
}
