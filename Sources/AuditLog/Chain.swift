/// Where the chain ends: what the next record follows, and what the next checkpoint signs.
struct Chain: Sendable {
  private(set) var head = HashValue.zero
  private(set) var frontier = MerkleFrontier()
  private(set) var checkpoint: Checkpoint
  /// The connection's view of other connections' commits when this chain was read.
  private var dataVersion: Int64?

  var size: Int64 { frontier.size }

  /// The chain as the open transaction sees it; `known` saves reading it again if nobody else wrote.
  static func current(
    _ db: any StoreConnection, known: Chain?, store: StoreIdentity, path: String
  ) throws -> Chain {
    let version = try db.dataVersion()
    if let known, try known.isCurrent(db, version) { return known }
    guard let last = try Checkpoint.fetchLast(db, store: store.id) else {
      throw AuditError.corrupt(path: path, cause: "its checkpoints are missing")
    }
    var chain = Chain(checkpoint: last.checkpoint, dataVersion: version)
    if let frontier = last.frontier {
      chain.frontier = frontier
      chain.head = last.checkpoint.head
    }
    try chain.catchUp(db, path: path)
    return chain
  }

  private init(checkpoint: Checkpoint, dataVersion: Int64?) {
    self.checkpoint = checkpoint
    self.dataVersion = dataVersion
  }

  private func isCurrent(_ db: any StoreConnection, _ version: Int64?) throws -> Bool {
    if let version { return version == dataVersion }
    let row = try db.row(
      "SELECT seq, hash, (SELECT max(number) FROM checkpoint) AS number FROM audit_log ORDER BY seq DESC LIMIT 1")
    guard let row else { return false }
    return row.integer("seq") == size && row.text("hash") == head.description
      && row.integer("number") == checkpoint.number
  }

  private mutating func catchUp(_ db: any StoreConnection, path: String) throws {
    let rows = try db.cursor("SELECT seq, hash FROM audit_log WHERE seq > ? ORDER BY seq", [.integer(size)])
    while let row = try rows.next() {
      guard row.integer("seq") == size + 1, let hash = HashValue(hex: row.text("hash") ?? "") else {
        throw AuditError.corrupt(path: path, cause: "record \(size + 1) is missing or has no hash")
      }
      advance(to: hash)
    }
    try requireCovered(db, path: path)
  }

  // Records put after a gap would hide where the log was cut.
  private func requireCovered(_ db: any StoreConnection, path: String) throws {
    let last = try db.integer("SELECT max(seq) FROM audit_log") ?? 0
    guard last == size, size >= checkpoint.size else {
      throw AuditError.corrupt(
        path: path, cause: "it ends at record \(last), its last checkpoint covers \(checkpoint.size)")
    }
  }

  private mutating func advance(to hash: HashValue) {
    frontier.append(hash)
    head = hash
  }

  mutating func append(_ draft: EntryDraft, at time: Timestamp, to db: any StoreConnection) throws -> Record {
    let (record, columns) = draft.row(seq: size + 1, at: time, previous: head)
    try record.insert(db, columns: columns)
    advance(to: record.hash)
    return record
  }

  /// Signs what the chain holds, unless a checkpoint covers it all.
  mutating func sign(with key: AuditKey, at time: Timestamp, in db: any StoreConnection) throws {
    guard checkpoint.size < size else { return }
    checkpoint = try Checkpoint(
      number: checkpoint.number + 1, store: checkpoint.store, frontier: frontier, head: head, at: time, key: key)
    try checkpoint.insert(db, peaks: frontier.peaks)
  }
}
