import GRDB

/// The tables of a store, and how a new one begins.
enum Schema {
  static let version = 1

  private static let tables = """
    CREATE TABLE audit_log (
      seq INTEGER PRIMARY KEY, session TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, statement TEXT,
      source TEXT, effect TEXT, operation TEXT, operation_id TEXT, entity_type TEXT, entity_ids TEXT, status TEXT,
      reason TEXT, message TEXT, took_us INTEGER, attempts INTEGER, before TEXT, after TEXT, details TEXT,
      previous TEXT NOT NULL, record TEXT NOT NULL, hash TEXT NOT NULL);
    CREATE INDEX audit_log_session ON audit_log (session);
    CREATE TABLE checkpoint (
      number INTEGER PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL, head TEXT NOT NULL, at TEXT NOT NULL,
      signature TEXT NOT NULL, peaks TEXT NOT NULL);
    CREATE TABLE store (id TEXT NOT NULL, public_key TEXT NOT NULL);
    PRAGMA user_version = \(version);
    """

  /// Makes the tables if the file is empty; `key` is asked for only then.
  static func prepare(_ db: Database, path: String, at time: Timestamp, key: () throws -> AuditKey) throws {
    if try isReady(db, path: path) { return }
    try db.inTransaction(.immediate) {
      if try isReady(db, path: path) { return .commit }
      try db.execute(sql: tables)
      try begin(db, at: time, key: try key())
      return .commit
    }
  }

  /// - Returns: Whether the tables are there; not if the file is empty.
  static func isReady(_ db: Database, path: String) throws -> Bool {
    switch try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 {
    case version: return true
    case 0 where try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0: return false
    case 0: throw AuditError.cannotOpen(path: path, cause: "it is another program's database")
    case let other: throw AuditError.cannotOpen(path: path, cause: "its format is \(other), this kmsh reads \(version)")
    }
  }

  private static func begin(_ db: Database, at time: Timestamp, key: AuditKey) throws {
    let id = SessionID(at: time).description
    try db.execute(sql: "INSERT INTO store VALUES (?, ?)", arguments: [id, key.publicKey])
    let first = try Checkpoint(number: 1, store: id, frontier: MerkleFrontier(), head: .zero, at: time, key: key)
    try first.insert(db, peaks: [])
  }
}
