import GRDB

extension AuditStore {
  public func records(session: SessionID) async throws -> [Record] {
    try await records(matching: RecordFilter(session: session))
  }

  /// The records that pass, in order.
  public func records(matching filter: RecordFilter) async throws -> [Record] {
    try await reader.read { [path] db in
      let (sql, arguments) = filter.query
      let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
      var records: [Record] = []
      while let row = try rows.next() { records.append(try Record(row, path: path)) }
      return filter.newest == nil ? records : records.reversed()
    }
  }

  /// The intents of a session that no result settles: what they did to the KMS is unknown.
  public func inDoubt(session: SessionID) async throws -> [Record] {
    try await reader.read { [path] db in
      try Row.fetchAll(
        db, sql: "\(Self.unsettled) ORDER BY seq", arguments: [session.description, session.description]
      )
      .map { try Record($0, path: path) }
    }
  }

  static let unsettled = """
    SELECT seq, record, hash FROM audit_log
    WHERE session = ? AND kind = 'intent' AND coalesce(operation_id, '') NOT IN (
      SELECT coalesce(operation_id, '') FROM audit_log
      WHERE session = ? AND kind = 'result' AND status IS NOT 'in-doubt')
    """

  /// Hands out each record as one line of canonical JSON, `{"hash":…,"record":…}`, without holding more than one.
  public func export(
    matching filter: RecordFilter = RecordFilter(), to write: @Sendable (String) throws -> Void
  ) async throws {
    try await reader.read { [path] db in
      let (sql, arguments) = filter.query
      let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
      while let row = try rows.next() { try write(try Record(row, path: path).exportLine) }
    }
  }

  /// The checkpoints, oldest first.
  public func checkpoints() async throws -> [Checkpoint] {
    try await reader.read { [path] db in
      let store = try StoreIdentity.fetch(db, path: path)
      return try Row.fetchAll(db, sql: "SELECT \(Checkpoint.columns) FROM checkpoint ORDER BY number")
        .compactMap { Checkpoint($0, store: store.id) }
    }
  }
}
