import GRDB

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
      try String.fetchAll(
        db, sql: "SELECT DISTINCT session FROM audit_log WHERE session >= ? AND session < ? ORDER BY session LIMIT 10",
        arguments: [start, start + "g"])
    }
    let candidates = found.compactMap { SessionID($0) }
    guard let first = candidates.first else { throw SessionMatchError.none(prefix: prefix) }
    if candidates.count > 1 { throw SessionMatchError.ambiguous(prefix: prefix, candidates: candidates) }
    return first
  }

  // Steps from session to session over the index, so that the length of the log does not matter.
  private static func newest(_ db: Database, limit: Int) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        WITH RECURSIVE found(id) AS (
          SELECT max(session) FROM audit_log
          UNION ALL SELECT (SELECT max(session) FROM audit_log WHERE session < id) FROM found WHERE id IS NOT NULL)
        SELECT id FROM found WHERE id IS NOT NULL LIMIT ?
        """,
      arguments: [max(0, limit)])
  }

  private static func summary(_ db: Database, _ session: String, path: String) throws -> SessionSummary {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT min(at) AS started, max(CASE kind WHEN 'close' THEN at END) AS ended,
          max(CASE kind WHEN 'open' THEN details END) AS opening,
          sum(kind IN ('intent', 'local', 'check', 'confirm')) AS statements,
          sum(status IS 'refused') AS refused, sum(status IS 'failed') AS failed,
          (SELECT count(*) FROM (\(unsettled))) AS in_doubt
        FROM audit_log WHERE session = ?
        """,
      arguments: [session, session, session])
    guard let row, let id = SessionID(session), let started = time(row, "started") else {
      throw AuditError.corrupt(path: path, cause: "session \(session) cannot be read")
    }
    let opening = String.fromDatabaseValue(row["opening"]).flatMap { JSONValue(canonical: $0) }
    return SessionSummary(
      id: id, started: started, ended: time(row, "ended"), user: opening?["user"]?.text,
      script: opening?["script"]?.text, statements: count(row, "statements"), refused: count(row, "refused"),
      failed: count(row, "failed"), inDoubt: count(row, "in_doubt"))
  }

  private static func time(_ row: Row, _ name: String) -> Timestamp? {
    String.fromDatabaseValue(row[name]).flatMap { Timestamp($0) }
  }

  private static func count(_ row: Row, _ name: String) -> Int { Int.fromDatabaseValue(row[name]) ?? 0 }
}
