import GRDB

/// The tables of a store.
enum Schema {
  static var version: Int { steps.count }

  // What each version adds to the one before. `due` is when the state changes by itself, `rotation` when the
  // object is replaced by itself. `term` holds what is looked for by text: names, links, groups, tags, key sets.
  private static let steps = [
    """
    CREATE TABLE object (
      number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, type INTEGER NOT NULL,
      state INTEGER NOT NULL, algorithm INTEGER, length INTEGER, usage INTEGER NOT NULL, format INTEGER, due INTEGER,
      attributes BLOB NOT NULL, material BLOB);
    CREATE INDEX object_owner ON object (owner, type, state);
    CREATE INDEX object_due ON object (due) WHERE due IS NOT NULL;
    CREATE TABLE term (
      object INTEGER NOT NULL REFERENCES object (number) ON DELETE CASCADE, kind INTEGER NOT NULL, text TEXT NOT NULL);
    CREATE INDEX term_text ON term (kind, text);
    CREATE INDEX term_object ON term (object);
    CREATE TABLE probe (sealed BLOB NOT NULL);
    """,
    """
    CREATE TABLE setting (
      owner TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (owner, name)) WITHOUT ROWID;
    """,
    // `creator` holds who was given the right to create objects.
    """
    CREATE TABLE access (
      object INTEGER NOT NULL REFERENCES object (number) ON DELETE CASCADE, user TEXT NOT NULL, right TEXT NOT NULL,
      PRIMARY KEY (object, user, right)) WITHOUT ROWID;
    CREATE INDEX access_user ON access (user, object);
    CREATE TABLE creator (user TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
    """,
    """
    ALTER TABLE object ADD COLUMN rotation INTEGER;
    CREATE INDEX object_rotation ON object (rotation, number) WHERE rotation IS NOT NULL;
    """,
  ]

  /// Makes the tables if the database is empty, brings older ones to this version, and sees that the master key is
  /// theirs.
  static func prepare(_ db: Database, path: String, key: () throws -> MasterKey, keyPath: String) throws -> MasterKey {
    if try isReady(db, path: path) {
      let key = try key()
      try verify(key, db, path: path, keyPath: keyPath)
      if try found(db) < version { try db.inTransaction(.immediate) { try complete(db) } }
      return key
    }
    var made: MasterKey?
    try db.inTransaction(.immediate) {
      let key = try key()
      if try isReady(db, path: path) {
        try verify(key, db, path: path, keyPath: keyPath)
        _ = try complete(db)
      } else {
        _ = try complete(db)
        try db.execute(sql: "INSERT INTO probe VALUES (?)", arguments: [try key.seal([], id: probe).databaseBlob])
      }
      made = key
      return .commit
    }
    guard let made else { throw KeyStoreError.cannotOpen(path: path, cause: "its tables cannot be made") }
    return made
  }

  /// Adds what an older version of the tables has not.
  private static func complete(_ db: Database) throws -> Database.TransactionCompletion {
    let found = try found(db)
    for step in steps.dropFirst(found) { try db.execute(sql: step) }
    if (1..<4).contains(found) { try addRotations(db) }
    try db.execute(sql: "PRAGMA user_version = \(version)")
    return .commit
  }

  private static func found(_ db: Database) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }

  private static let probe = "probe"

  private static func verify(_ key: MasterKey, _ db: Database, path: String, keyPath: String) throws {
    guard let sealed = try [UInt8].fetchBlob(db, sql: "SELECT sealed FROM probe") else {
      throw KeyStoreError.corrupt(path: path, cause: "the probe of the master key is missing")
    }
    guard (try? key.open(sealed, id: probe)) != nil else { throw KeyStoreError.wrongKey(path: keyPath) }
  }

  static func isReady(_ db: Database, path: String) throws -> Bool {
    switch try found(db) {
    case 1...version: return true
    case 0 where try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0: return false
    case 0: throw KeyStoreError.cannotOpen(path: path, cause: "it is another program's database")
    case let other:
      throw KeyStoreError.cannotOpen(path: path, cause: "its format is \(other), this kmsh reads up to \(version)")
    }
  }
}
