extension AuditStore {
  /// The newest sessions, newest first.
  public func sessions(limit: Int = 20) async throws -> [SessionSummary] {
    try await reader.read { [path] db in
      try Self.newest(db, limit: limit).map { try Self.summary(db, $0, path: path) }
    }
  }

  /// The one session whose ID begins so.
  public func session(matching prefix: String) async throws -> SessionID {
    guard let start = SessionID.prefix(prefix) else { throw SessionMatchError.none(prefix: prefix) }
    let found = try await reader.read { db in
      try db.rows(
        "SELECT DISTINCT session FROM audit_log WHERE session >= ? AND session < ? ORDER BY session LIMIT 10",
        [.text(start), .text(start + "g")])
    }
    let candidates = found.compactMap { $0.text("session").flatMap(SessionID.init(_:)) }
    guard let first = candidates.first else { throw SessionMatchError.none(prefix: prefix) }
    if candidates.count > 1 { throw SessionMatchError.ambiguous(prefix: prefix, candidates: candidates) }
    return first
  }

  // Steps from session to session over the index, so that the length of the log does not matter.
  private static func newest(_ db: any StoreConnection, limit: Int) throws -> [String] {
    try db.rows(
      """
      WITH RECURSIVE found(id) AS (
        SELECT max(session) FROM audit_log
        UNION ALL SELECT (SELECT max(session) FROM audit_log WHERE session < id) FROM found WHERE id IS NOT NULL)
      SELECT id FROM found WHERE id IS NOT NULL LIMIT ?
      """, [.integer(Int64(max(0, limit)))]
    ).compactMap { $0.text("id") }
  }

  private static func summary(_ db: any StoreConnection, _ session: String, path: String) throws -> SessionSummary {
    let value = StoreValue.text(session)
    let row = try db.row(
      """
      SELECT min(at) AS started, max(CASE kind WHEN 'close' THEN at END) AS ended,
        max(CASE kind WHEN 'open' THEN details END) AS opening,
        sum(CASE WHEN kind IN ('intent', 'local', 'check', 'confirm') THEN 1 ELSE 0 END) AS statements,
        sum(CASE status WHEN 'refused' THEN 1 ELSE 0 END) AS refused,
        sum(CASE status WHEN 'failed' THEN 1 ELSE 0 END) AS failed,
        (SELECT count(*) FROM (\(unsettled)) AS intents) AS in_doubt
      FROM audit_log WHERE session = ?
      """, [value, value, value])
    guard let row, let id = SessionID(session), let started = time(row, "started") else {
      throw AuditError.corrupt(path: path, cause: "session \(session) cannot be read")
    }
    let opening = row.text("opening").flatMap { JSONValue(canonical: $0) }
    return SessionSummary(
      id: id, started: started, ended: time(row, "ended"), user: opening?["user"]?.text,
      script: opening?["script"]?.text, statements: count(row, "statements"), refused: count(row, "refused"),
      failed: count(row, "failed"), inDoubt: count(row, "in_doubt"))
  }

  private static func time(_ row: StoreRow, _ name: String) -> Timestamp? {
    row.text(name).flatMap { Timestamp($0) }
  }

  private static func count(_ row: StoreRow, _ name: String) -> Int { Int(row.integer(name) ?? 0) }
}
