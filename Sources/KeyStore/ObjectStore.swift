import GRDB

/// Managed objects in an SQLite database, their material sealed under a master key beside it.
///
/// Several processes may use one folder. Every transaction is durable when it returns.
public final class ObjectStore: Sendable {
  private let path: String
  private let database: any DatabaseWriter
  private let key: MasterKey
  private let journal: Journal?

  private init(path: String, database: any DatabaseWriter, key: MasterKey, journal: Journal? = nil) {
    self.path = path
    self.database = database
    self.key = key
    self.journal = journal
  }

  /// The same store, whose transactions are written down.
  public func recording(in journal: Journal) -> ObjectStore {
    ObjectStore(path: path, database: database, key: key, journal: journal)
  }

  /// Opens the store in a folder, or makes it.
  /// - Parameter patience: How many seconds to wait for another process's transaction.
  public static func open(folder: String, patience: Double = 5) throws -> ObjectStore {
    let folder = StoreFolder(path: folder)
    try folder.prepare()
    return try KeyStoreError.translating(folder.database) {
      let database = try DatabasePool(path: folder.database, configuration: .store(patience: patience))
      let key = try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        let isMade = try Schema.isReady(db, path: folder.database)
        return try Schema.prepare(
          db, path: folder.database, key: { try Self.masterKey(folder, isMade: isMade) }, keyPath: folder.masterKey)
      }
      return ObjectStore(path: folder.database, database: database, key: key)
    }
  }

  /// A store that is gone with the process, sealed under a key of its own.
  public static func inMemory() throws -> ObjectStore {
    try KeyStoreError.translating(":memory:") {
      let database = try DatabaseQueue(configuration: .store(patience: 5))
      let key = try database.writeWithoutTransaction { db in
        try Schema.prepare(db, path: ":memory:", key: { MasterKey() }, keyPath: ":memory:")
      }
      return ObjectStore(path: ":memory:", database: database, key: key)
    }
  }

  private static func masterKey(_ folder: StoreFolder, isMade: Bool) throws -> MasterKey {
    if let key = try MasterKey.load(folder.masterKey) { return key }
    guard !isMade else { throw KeyStoreError.keyMissing(path: folder.masterKey) }
    return try MasterKey.make(folder.masterKey)
  }

  /// Runs `body` on a snapshot that no transaction changes.
  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (StoreReader) throws -> Result
  ) async throws -> Result {
    let (key, path) = (key, path)
    do { return try await database.read { db in try body(StoreReader(db: db, key: key, path: path)) } } catch {
      throw translated(error)
    }
  }

  /// Runs `body` alone; what it wrote is durable when this returns, or undone if it throws.
  public func transaction<Result: Sendable>(
    _ body: @escaping @Sendable (StoreWriter) throws -> Result
  ) async throws -> Result {
    let (key, path, journal) = (key, path, journal)
    do {
      return try await database.writeWithoutTransaction { db in
        var result: Result?
        let pending = journal.map { _ in PendingChanges() }
        try db.inTransaction(.immediate) {
          result = try body(StoreWriter(reader: StoreReader(db: db, key: key, path: path), pending: pending))
          return .commit
        }
        if let pending { journal?.append(pending.changes) }
        guard let result else { throw KeyStoreError.inputOutput(path: path, cause: "the transaction has no end") }
        return result
      }
    } catch { throw translated(error) }
  }

  public func close() throws { try KeyStoreError.translating(path) { try database.close() } }

  private func translated(_ error: any Error) -> any Error {
    (error as? DatabaseError).map { KeyStoreError($0, path: path) } ?? error
  }
}

extension Configuration {
  fileprivate static func store(patience: Double) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "kmsh.keys"
    // What is deleted is overwritten; every commit reaches the disk.
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL")
    }
    return configuration
  }
}
