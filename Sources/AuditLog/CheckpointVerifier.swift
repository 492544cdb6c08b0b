import GRDB

/// Walks the checkpoints alongside the records and compares each with the tree at its size.
struct CheckpointVerifier {
  private let store: StoreIdentity
  private let rows: RowCursor
  /// Checkpoints that were kept elsewhere, by size.
  private var kept: ArraySlice<Checkpoint>
  private var last: Checkpoint?
  private var pending: Checkpoint?
  /// The size up to which the tree is known to be what was signed.
  private var confirmed: Int64 = 0
  private var isRemovalReported = false
  /// Set where records are missing or out of order: the tree cannot be told any more.
  var isTreeLost = false

  init(_ db: Database, store: StoreIdentity, kept: [Checkpoint]) throws {
    self.store = store
    self.kept = kept.sorted { $0.size < $1.size }[...]
    rows = try Row.fetchCursor(db, sql: "SELECT \(Checkpoint.columns) FROM checkpoint ORDER BY number")
  }

  mutating func begin(_ report: inout Verification) throws {
    dropForeign(&report)
    try advance(&report)
    if last == nil, pending == nil, report.checkpoints == 0 {
      report.add(.checkpointRemoved, 0, "the store has no checkpoint, not even the one it began with")
      isRemovalReported = true
    }
    while let checkpoint = pending, checkpoint.size == 0 { try pass(checkpoint, &report) }
  }

  /// - Parameter before: The tree without the record that ends at `head`.
  /// - Returns: The hash that was signed for this record, where it is another one than `head`.
  mutating func accept(
    head: HashValue, tree: MerkleFrontier, before: MerkleFrontier, at time: Timestamp?, _ report: inout Verification
  ) throws -> HashValue? {
    var signed: HashValue?
    while let checkpoint = kept.first, checkpoint.size <= tree.size {
      kept.removeFirst()
      if checkpoint.size == tree.size { signed = compare(checkpoint, head, tree, before, &report) ?? signed }
    }
    while let checkpoint = pending, checkpoint.size <= tree.size {
      signed = compare(checkpoint, head, tree, before, &report) ?? signed
      try pass(checkpoint, &report)
    }
    requireNext(after: tree.size, at: time, &report)
    return signed
  }

  /// - Parameter size: How many records the chain has.
  mutating func finish(size: Int64, _ report: inout Verification) throws {
    var covered = kept.last?.size ?? 0
    while let checkpoint = pending {
      covered = max(covered, checkpoint.size)
      try advance(&report)
    }
    guard covered > size, !isTreeLost else { return }
    report.add(.truncated, size &+ 1, "the log ends at record \(size), a checkpoint covers \(covered)")
  }

  private mutating func pass(_ checkpoint: Checkpoint, _ report: inout Verification) throws {
    last = checkpoint
    try advance(&report)
  }

  /// Moves on to the next checkpoint that is signed by this store.
  private mutating func advance(_ report: inout Verification) throws {
    var number = (pending ?? last)?.number ?? 0
    let size = (pending ?? last)?.size ?? 0
    pending = nil
    while pending == nil, let row = try rows.next() {
      report.checkpoints += 1
      number += 1
      let found = Int64.fromDatabaseValue(row["number"]) ?? number
      if found != number {
        report.add(.checkpointRemoved, size, "checkpoint \(number) is missing, \(found) comes next")
        number = found
      }
      guard let checkpoint = Checkpoint(row, store: store.id), checkpoint.isSigned(by: store.publicKey) else {
        report.add(.checkpointForged, size, "checkpoint \(number) does not bear the store's signature")
        continue
      }
      pending = checkpoint
    }
  }

  private mutating func compare(
    _ checkpoint: Checkpoint, _ head: HashValue, _ tree: MerkleFrontier, _ before: MerkleFrontier,
    _ report: inout Verification
  ) -> HashValue? {
    if isTreeLost || checkpoint.size != tree.size { return nil }
    if checkpoint.root == tree.root, checkpoint.head == head {
      confirmed = tree.size
      return nil
    }
    var signed = before
    signed.append(checkpoint.head)
    if signed.root == checkpoint.root {
      report.add(
        .editedRecord, tree.size,
        "record \(tree.size) was edited and its hash computed again: "
          + "checkpoint \(checkpoint.number) signed another")
      confirmed = tree.size
      return checkpoint.head
    }
    isTreeLost = true
    report.add(
      .resealed, confirmed &+ 1,
      "records \(confirmed &+ 1) to \(tree.size) are not those that checkpoint "
        + "\(checkpoint.number) signed: one or more were edited and the hashes computed again")
    return nil
  }

  // A checkpoint is written with the record that makes it due, so a due one that is missing was there.
  private mutating func requireNext(after seq: Int64, at time: Timestamp?, _ report: inout Verification) {
    guard !isRemovalReported, pending == nil, let last, let time, last.isFollowed(after: seq, at: time) else { return }
    isRemovalReported = true
    report.add(.checkpointRemoved, seq, "a checkpoint was due at record \(seq), the last one covers \(last.size)")
  }

  private mutating func dropForeign(_ report: inout Verification) {
    let foreign = kept.filter { $0.store != store.id || !$0.isSigned(by: store.publicKey) }
    for checkpoint in foreign {
      report.add(.checkpointForged, checkpoint.size, "the kept checkpoint \(checkpoint.number) is not this store's")
    }
    kept.removeAll { foreign.contains($0) }
  }
}
