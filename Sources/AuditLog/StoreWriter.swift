import GRDB
import Synchronization

/// The one connection that appends: what waits while a transaction is made durable goes into the next one together.
final class StoreWriter: Sendable {
  private let path: String
  private let database: DatabaseQueue
  private let key: AuditKey
  private let store: StoreIdentity
  private let clock: @Sendable () -> Timestamp
  private let queue = AppendQueue()
  /// Touched on the connection's own queue only.
  private let chain = Mutex<Chain?>(nil)

  init(path: String, patience: Double, clock: @escaping @Sendable () -> Timestamp) throws {
    self.path = path
    self.clock = clock
    try StoreFiles.prepare(path)
    let keyPath = AuditKey.path(besides: path)
    (database, store) = try AuditError.translating(path) {
      let database = try DatabaseQueue(path: path, configuration: .store(patience: patience))
      let store = try database.writeWithoutTransaction { db in
        try db.beginLogging()
        try Schema.prepare(db, path: path, at: clock()) { try AuditKey.loadOrMake(keyPath) }
        return try StoreIdentity.fetch(db, path: path)
      }
      return (database, store)
    }
    guard let key = try AuditKey.load(keyPath) else {
      throw AuditError.keyUnusable(path: keyPath, cause: "it is missing")
    }
    guard key.publicKey == store.publicKey else {
      throw AuditError.keyUnusable(path: keyPath, cause: "the store was begun with another key")
    }
    self.key = key
  }

  // Cancellation does not reach into an append: what a cancelled statement did is on record too.
  func append(_ entry: Entry) async throws -> Record {
    try await withCheckedThrowingContinuation { continuation in
      switch queue.admit(AppendQueue.Waiting(entry: entry, continuation: continuation)) {
      case .started: database.asyncWriteWithoutTransaction { self.drain($0) }
      case .joined: break
      case .closed: continuation.resume(throwing: AuditError.closed(path: path))
      }
    }
  }

  private func drain(_ db: Database) {
    while true {
      let group = queue.next()
      if group.isEmpty { return }
      do {
        let records = try commit(db) { chain in try group.map { try self.append($0.entry, to: &chain, db) } }
        for (waiting, record) in zip(group, records) { waiting.continuation.resume(returning: record) }
      } catch {
        for waiting in group { waiting.continuation.resume(throwing: error) }
      }
    }
  }

  private func append(_ entry: Entry, to chain: inout Chain, _ db: Database) throws -> Record {
    let time = clock()
    let record = try chain.append(entry, at: time, to: db)
    if chain.checkpoint.isFollowed(after: record.seq, at: time) { try chain.sign(with: key, at: time, in: db) }
    return record
  }

  func checkpoint() async throws -> Checkpoint {
    try await onQueue { db in try self.sign(db) }
  }

  func close() async throws {
    guard queue.close() else { return }
    try await onQueue { db in _ = try self.sign(db) }
    try AuditError.translating(path) { try database.close() }
  }

  private func sign(_ db: Database) throws -> Checkpoint {
    try commit(db) { chain in
      try chain.sign(with: self.key, at: self.clock(), in: db)
      return chain.checkpoint
    }
  }

  /// One durable transaction; the chain goes on only from what was committed.
  private func commit<T>(_ db: Database, _ body: (inout Chain) throws -> T) throws -> T {
    try AuditError.translating(path) {
      let known = chain.withLock { $0 }
      var result: (T, Chain)?
      try db.inTransaction(.immediate) {
        var chain = try Chain.current(db, known: known, store: store, path: path)
        result = (try body(&chain), chain)
        return .commit
      }
      guard let (value, chain) = result else { throw AuditError.closed(path: path) }
      self.chain.withLock { $0 = chain }
      return value
    }
  }

  func onQueue<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      database.asyncWriteWithoutTransaction { db in continuation.resume(with: Result { try body(db) }) }
    }
  }
}
