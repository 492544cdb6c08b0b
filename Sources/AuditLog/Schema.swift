/// The tables of a store, and how a new one begins.
enum Schema {
  static let version = 1

  private static func tables(_ integer: String, _ text: String) -> String {
    """
    CREATE TABLE audit_log (
      seq \(integer) PRIMARY KEY, session \(text) NOT NULL, at \(text) NOT NULL, kind \(text) NOT NULL,
      statement \(text), source \(text), effect \(text), operation \(text), operation_id \(text),
      entity_type \(text), entity_ids \(text), status \(text), reason \(text), message \(text), took_us \(integer),
      attempts \(integer), before \(text), after \(text), details \(text), previous \(text) NOT NULL,
      record \(text) NOT NULL, hash \(text) NOT NULL);
    CREATE INDEX audit_log_session ON audit_log (session);
    CREATE TABLE checkpoint (
      number \(integer) PRIMARY KEY, size \(integer) NOT NULL, root \(text) NOT NULL, head \(text) NOT NULL,
      at \(text) NOT NULL, signature \(text) NOT NULL, peaks \(text) NOT NULL);
    CREATE TABLE store (id \(text) NOT NULL, public_key \(text) NOT NULL);

    """
  }

  private static func script(_ dialect: Dialect) -> String {
    switch dialect {
    case .sqlite: tables("INTEGER", "TEXT") + "PRAGMA user_version = \(version);"
    // Compared byte by byte, as SQLite does.
    case .postgres:
      tables("BIGINT", "TEXT COLLATE \"C\"") + """
        ALTER TABLE store ADD COLUMN format BIGINT NOT NULL DEFAULT \(version);
        CREATE TABLE signer (
          public_key TEXT COLLATE "C" PRIMARY KEY, host TEXT NOT NULL, since TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp());
        CREATE TABLE item_claim (
          run TEXT COLLATE "C", loop TEXT COLLATE "C", item BIGINT, claimant TEXT COLLATE "C", claimed_at TIMESTAMPTZ,
          outcome TEXT, result TEXT, PRIMARY KEY (run, loop, item));
        """
    }
  }

  /// Makes the tables if the database is empty; `key` is asked for only then.
  static func prepare(
    _ db: any StoreConnection, path: String, at time: Timestamp, key: () throws -> AuditKey
  ) throws {
    if try isReady(db, path: path) { return }
    try db.transaction {
      if try isReady(db, path: path) { return }
      try db.script(script(db.dialect))
      try begin(db, at: time, key: try key())
    }
  }

  /// - Returns: Whether the tables are there; not if the database is empty.
  static func isReady(_ db: any StoreConnection, path: String) throws -> Bool {
    switch try db.format() {
    case .version(version): return true
    case .none: return false
    case .foreign: throw AuditError.cannotOpen(path: path, cause: "it is another program's database")
    case .version(let other):
      throw AuditError.cannotOpen(path: path, cause: "its format is \(other), this kmsh reads \(version)")
    }
  }

  private static func begin(_ db: any StoreConnection, at time: Timestamp, key: AuditKey) throws {
    let id = SessionID(at: time).description
    try db.run("INSERT INTO store (id, public_key) VALUES (?, ?)", [.text(id), .text(key.publicKey)])
    let first = try Checkpoint(number: 1, store: id, frontier: MerkleFrontier(), head: .zero, at: time, key: key)
    try first.insert(db, peaks: [])
  }
}
