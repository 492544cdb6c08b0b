extension AuditStore {
  public func records(session: SessionID) async throws -> [Record] {
    try await records(matching: RecordFilter(session: session))
  }

  /// The records that pass, in order.
  public func records(matching filter: RecordFilter) async throws -> [Record] {
    try await reader.read { [path] db in
      let (sql, values) = filter.query(db.dialect)
      let rows = try db.cursor(sql, values)
      var records: [Record] = []
      while let row = try rows.next() { records.append(try Record(row, path: path)) }
      return filter.newest == nil ? records : records.reversed()
    }
  }

  /// The intents of a session that no result settles: what they did to the KMS is unknown.
  public func inDoubt(session: SessionID) async throws -> [Record] {
    try await reader.read { [path] db in
      let id = StoreValue.text(session.description)
      return try db.rows("\(Self.unsettled) ORDER BY seq", [id, id]).map { try Record($0, path: path) }
    }
  }

  // A result counts for the intents before it: what was refused may be sent once more.
  static let unsettled = """
    SELECT seq, record, hash FROM audit_log LEFT JOIN (
      SELECT coalesce(operation_id, '') AS settled, max(seq) AS last_result FROM audit_log
      WHERE session = ? AND kind = 'result' AND coalesce(status, '') <> 'in-doubt' GROUP BY operation_id) AS results
    ON settled = coalesce(operation_id, '')
    WHERE session = ? AND kind = 'intent' AND coalesce(last_result, 0) < seq
    """

  /// Hands out each record as one line of canonical JSON, `{"hash":…,"record":…}`, without holding more than one.
  public func export(
    matching filter: RecordFilter = RecordFilter(), to write: @escaping @Sendable (String) throws -> Void
  ) async throws {
    try await reader.read { [path] db in
      let (sql, values) = filter.query(db.dialect)
      let rows = try db.cursor(sql, values)
      while let row = try rows.next() { try write(try Record(row, path: path).exportLine) }
    }
  }

  /// The checkpoints, oldest first.
  public func checkpoints() async throws -> [Checkpoint] {
    try await reader.read { [path] db in
      let store = try StoreIdentity.fetch(db, path: path)
      return try db.rows("SELECT \(Checkpoint.columns) FROM checkpoint ORDER BY number")
        .compactMap { Checkpoint($0, store: store.id) }
    }
  }
}
