/// Walks the checkpoints alongside the records and compares each with the tree at its size.
struct CheckpointVerifier {
  private let contents: any StoreContents
  private let store: StoreIdentity
  private let following: () throws -> StoredCheckpoint?
  /// Checkpoints that were kept elsewhere, by size.
  private var kept: ArraySlice<Checkpoint>
  private let newestKept: Checkpoint?
  private var last: Checkpoint?
  private var pending: StoredCheckpoint.Signed?
  /// The number that the next row is to have.
  private var number: Int64 = 1
  private var gaps = CheckpointGaps()
  /// The size up to which the tree is known to be what was signed.
  private var confirmed: Int64 = 0
  private var isRemovalReported = false
  /// Set where records are missing or out of order: the tree cannot be told any more.
  var isTreeLost = false

  /// - Parameter store: With the keys whose signatures the checkpoints are to bear.
  init(
    _ contents: any StoreContents, store: StoreIdentity, kept: [Checkpoint], _ report: inout Verification
  ) throws {
    self.contents = contents
    self.store = store
    let own = kept.filter { contents.isOwn($0, store, &report) }
    self.kept = own.sorted { $0.size < $1.size }[...]
    newestKept = own.max { $0.number < $1.number }
    following = try contents.checkpoints()
  }

  mutating func begin(_ report: inout Verification) throws {
    try advance(&report)
    if last == nil, pending == nil, report.checkpoints == 0 {
      report.add(.checkpointRemoved, 0, "the store has no checkpoint, not even the one it began with")
      isRemovalReported = true
    }
    while let checkpoint = pending, checkpoint.size == 0 {
      inspectPeaks(checkpoint, MerkleFrontier(), &report)
      try pass(checkpoint, &report)
    }
  }

  /// - Parameter before: The tree without the record that ends at `head`.
  /// - Returns: The hash that was signed for this record, where it is another one than `head`.
  mutating func accept(
    head: HashValue, tree: MerkleFrontier, before: MerkleFrontier, at time: Timestamp?, _ report: inout Verification
  ) throws -> HashValue? {
    var signed: HashValue?
    while let checkpoint = kept.first, checkpoint.size <= tree.size {
      kept.removeFirst()
      signed = compare(checkpoint, signed ?? head, tree, before, &report) ?? signed
    }
    while let checkpoint = pending, checkpoint.size <= tree.size {
      signed = compare(checkpoint.checkpoint, signed ?? head, tree, before, &report) ?? signed
      if signed == nil { inspectPeaks(checkpoint, tree, &report) }
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
    gaps.report(&report)
    if covered > size, !isTreeLost {
      report.add(.truncated, size &+ 1, "the log ends at record \(size), a checkpoint covers \(covered)")
    } else if let newestKept, newestKept.number >= number, !isRemovalReported {
      report.add(
        .checkpointRemoved, newestKept.size,
        "checkpoint \(newestKept.number) was kept, the store's last one is \(number &- 1)")
    }
  }

  private mutating func pass(_ checkpoint: StoredCheckpoint.Signed, _ report: inout Verification) throws {
    last = checkpoint.checkpoint
    try advance(&report)
  }

  /// Moves on to the next checkpoint that is signed by this store.
  private mutating func advance(_ report: inout Verification) throws {
    let size = pending?.size ?? last?.size ?? 0
    pending = nil
    while pending == nil, let row = try following() {
      report.checkpoints += 1
      let signer = row.checkpoint.flatMap { contents.signer(of: $0, in: store) }
      if signer == nil, let place = gaps.place(of: row, expected: number, in: store) {
        report.add(.checkpointForged, size, "checkpoint \(place) bears the number \(row.number ?? 0)")
        if place == number { number &+= 1 }
        continue
      }
      let found = row.number ?? number
      if found > number { gaps.note(from: number, to: found, covering: size) }
      number = max(number, found) &+ (found < number ? 0 : 1)
      if let signer, let checkpoint = row.checkpoint {
        report.signers[signer, default: 0] += 1
        pending = StoredCheckpoint.Signed(checkpoint: checkpoint, peaks: row.peaks)
      } else {
        report.add(.checkpointForged, size, "checkpoint \(found) does not bear the store's signature")
      }
    }
  }

  private mutating func compare(
    _ checkpoint: Checkpoint, _ head: HashValue, _ tree: MerkleFrontier, _ before: MerkleFrontier,
    _ report: inout Verification
  ) -> HashValue? {
    if isTreeLost || checkpoint.size != tree.size { return nil }
    var signed = before
    signed.append(checkpoint.head)
    if signed.root == checkpoint.root {
      confirmed = tree.size
      if checkpoint.head == head { return nil }
      report.add(
        .editedRecord, tree.size,
        "record \(tree.size) was edited and its hash computed again: "
          + "checkpoint \(checkpoint.number) signed another")
      return checkpoint.head
    }
    isTreeLost = true
    report.add(
      .resealed, confirmed &+ 1,
      "records \(confirmed &+ 1) to \(tree.size) are not those that checkpoint "
        + "\(checkpoint.number) signed: one or more were edited and the hashes computed again")
    return nil
  }

  // The peaks are not signed, but nobody has a reason to write others.
  private func inspectPeaks(_ row: StoredCheckpoint.Signed, _ tree: MerkleFrontier, _ report: inout Verification) {
    guard !isTreeLost, row.size == tree.size, row.peaks != Checkpoint.text(of: tree.peaks) else { return }
    report.add(
      .editedColumn("peaks"), row.size, "column peaks of checkpoint \(row.checkpoint.number) differs from the tree")
  }

  // A checkpoint is written with the record that makes it due, so a due one that is missing was there.
  private mutating func requireNext(after seq: Int64, at time: Timestamp?, _ report: inout Verification) {
    guard !isRemovalReported, pending == nil, let last, let time, last.isFollowed(after: seq, at: time) else { return }
    isRemovalReported = true
    report.add(.checkpointRemoved, seq, "a checkpoint was due at record \(seq), the last one covers \(last.size)")
  }
}

extension StoredCheckpoint {
  /// One that bears the store's signature.
  struct Signed {
    let checkpoint: Checkpoint
    let peaks: String?

    var size: Int64 { checkpoint.size }
  }
}

extension StoreContents {
  /// Whether a checkpoint that was kept elsewhere is this store's; if not, that is told.
  fileprivate func isOwn(_ kept: Checkpoint, _ store: StoreIdentity, _ report: inout Verification) -> Bool {
    if kept.store == store.id, signer(of: kept, in: store) != nil { return true }
    let reason =
      kept.store == store.id
      ? "does not bear the store's signature" : "is of store \(kept.store), this is store \(store.id)"
    report.add(.checkpointForged, kept.size, "the kept checkpoint \(kept.number) \(reason)")
    return false
  }
}
