import Glibc
import Synchronization

/// The one connection that appends: what waits while a transaction is made durable goes into the next one together.
final class StoreWriter: Sendable {
  private let path: String
  private let database: any StoreDatabase
  private let key: AuditKey
  private let store: StoreIdentity
  private let clock: @Sendable () -> Timestamp
  private let anchors: AnchorPublisher?
  private let queue = AppendQueue()
  /// Touched on the connection's own queue only.
  private let chain = Mutex<Chain?>(nil)

  init(
    _ location: AuditStoreLocation, patience: Double, clock: @escaping @Sendable () -> Timestamp,
    anchors: AnchorPublisher? = nil
  ) throws {
    let path = location.description
    self.path = path
    self.clock = clock
    self.anchors = anchors
    (database, store, key) = try AuditError.translating(path) {
      let database = try location.database(patience: patience, isWritable: true)
      return try database.now { db in
        try Schema.prepare(db, path: path, at: clock()) { try AuditKey.loadOrMake(location.key) }
        let store = try StoreIdentity.fetch(db, path: path)
        let key = try Self.key(location, store, db)
        return (database, store, key)
      }
    }
  }

  /// The key that signs here: a file's store has one, a shared store gets to know each host's.
  private static func key(
    _ location: AuditStoreLocation, _ store: StoreIdentity, _ db: any StoreConnection
  ) throws -> AuditKey {
    switch location {
    case .sqlite:
      guard let key = try AuditKey.load(location.key) else {
        throw AuditError.keyUnusable(path: location.key, cause: "it is missing")
      }
      guard key.publicKey == store.publicKey else {
        throw AuditError.keyUnusable(path: location.key, cause: "the store was begun with another key")
      }
      return key
    case .postgres:
      let key = try AuditKey.loadOrMake(location.key)
      if !store.publicKeys.contains(key.publicKey) {
        try db.transaction {
          try db.run(
            "INSERT INTO signer (public_key, host) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [.text(key.publicKey), .text(hostName)])
        }
      }
      return key
    }
  }

  private static var hostName: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "" }
    return withUnsafeBytes(of: &name.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  // Cancellation does not reach into an append: what a cancelled statement did is on record too.
  func append(_ entry: Entry) async throws -> Record {
    let draft = EntryDraft(entry)
    return try await withCheckedThrowingContinuation { continuation in
      switch queue.admit(AppendQueue.Waiting(draft: draft, continuation: continuation)) {
      case .started: database.schedule { self.drain($0) }
      case .joined: break
      case .closed: continuation.resume(throwing: AuditError.closed(path: path))
      }
    }
  }

  private func drain(_ db: any StoreConnection) {
    while true {
      let group = queue.next()
      if group.isEmpty { return }
      let start = ContinuousClock.now
      do {
        let records = try commit(db) { chain in try group.map { try self.append($0.draft, to: &chain, db) } }
        for (waiting, record) in zip(group, records) { waiting.continuation.resume(returning: record) }
      } catch {
        for waiting in group { waiting.continuation.resume(throwing: error) }
      }
      // Less than the disk takes: little is lost if they do not come, half the commits are spared if they do.
      queue.gather(group.count, within: min(start.duration(to: .now) / 2, .milliseconds(2)))
    }
  }

  private func append(_ draft: EntryDraft, to chain: inout Chain, _ db: any StoreConnection) throws -> Record {
    let time = clock()
    let record = try chain.append(draft, at: time, to: db)
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
    await anchors?.finish()
  }

  private func sign(_ db: any StoreConnection) throws -> Checkpoint {
    try commit(db) { chain in
      try chain.sign(with: self.key, at: self.clock(), in: db)
      return chain.checkpoint
    }
  }

  /// One durable transaction; the chain goes on only from what was committed.
  private func commit<T>(_ db: any StoreConnection, _ body: (inout Chain) throws -> T) throws -> T {
    try AuditError.translating(path) {
      let known = chain.withLock { $0 }
      var result: (T, Chain)?
      var isSigned = false
      try db.transaction {
        var chain = try Chain.current(db, known: known, store: store, path: path)
        let signed = chain.checkpoint.number
        result = (try body(&chain), chain)
        isSigned = chain.checkpoint.number > signed
      }
      guard let (value, chain) = result else { throw AuditError.closed(path: path) }
      self.chain.withLock { $0 = chain }
      if isSigned { anchors?.publish(chain.checkpoint) }
      return value
    }
  }

  func onQueue<T: Sendable>(_ body: @escaping @Sendable (any StoreConnection) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      database.schedule { db in continuation.resume(with: Result { try body(db) }) }
    }
  }
}
