/// A store in its database, of which a few rows at a time are in memory.
struct DatabaseContents: StoreContents {
  let db: any StoreConnection
  let store: StoreIdentity

  private var query: String { StoredRow.query(db.dialect) }

  func rows() throws -> () throws -> StoredRow? {
    let rows = try db.cursor("\(query) ORDER BY seq")
    return { try rows.next().map { StoredRow($0) } }
  }

  func checkpoints() throws -> () throws -> StoredCheckpoint? {
    let rows = try db.cursor("SELECT \(Checkpoint.columns) FROM checkpoint ORDER BY number")
    return { [id = store.id] in
      try rows.next().map {
        StoredCheckpoint(
          number: $0.integer("number"), checkpoint: Checkpoint($0, store: id), peaks: $0.text("peaks"))
      }
    }
  }

  func row(at seq: Int64) throws -> StoredRow? {
    try db.row("\(query) WHERE seq = ?", [.integer(seq)]).map { StoredRow($0) }
  }

  func row(claiming seq: Int64, besides place: Int64) throws -> StoredRow? {
    try db.row(
      "\(query) WHERE seq <> ? AND \(db.dialect.claimsPlace) LIMIT 1", [.integer(place), .integer(seq)]
    ).map { StoredRow($0) }
  }

  func checkpoints(covering size: Int64) throws -> [Checkpoint] {
    try db.rows("SELECT \(Checkpoint.columns) FROM checkpoint WHERE size = ?", [.integer(size)])
      .compactMap { Checkpoint($0, store: store.id) }
  }
}
