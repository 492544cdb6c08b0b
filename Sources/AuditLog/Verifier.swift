/// Walks the chain record by record, and tells a break's cause from what its neighbours hold.
struct Verifier {
  private let witnesses: Witnesses
  private var report = Verification()
  private var checkpoints: CheckpointVerifier
  private var tree = MerkleFrontier()
  private var head = HashValue.zero
  /// How far records lie from the place their record claims, since rows were put in or taken out.
  private var shift: Int64 = 0
  private var isOrderLost = false
  /// Rows found out of place, by the place where they lie: what belongs there, or nothing.
  private var displaced: [Int64: StoredRow?] = [:]
  /// Rows that lie before the place their record claims, by that place.
  private var early: [Int64: StoredRow] = [:]
  /// The place up to which rows were told of together.
  private var passedOver = Int64.min
  private var session: String?

  private var expected: Int64 { tree.size &+ 1 }

  /// - Parameter keyBeside: The public half of the key beside the store.
  static func verify(
    _ contents: any StoreContents, store: StoreIdentity, keyBeside: String? = nil, kept: KeptCopies
  ) throws -> Verification {
    let trust = try TrustedKeys(store, pinned: kept.publicKeys, beside: keyBeside, signers: contents.checkpoints())
    var verifier = try Verifier(contents, store: trust.store, kept: kept.checkpoints(of: store.id))
    if let objection = trust.objection { verifier.report.add(.keyReplaced, 0, objection) }
    kept.inspectAnchors(of: store.id, &verifier.report)
    try verifier.walk()
    return verifier.report
  }

  private init(_ contents: any StoreContents, store: StoreIdentity, kept: [Checkpoint]) throws {
    witnesses = Witnesses(contents: contents, store: store)
    checkpoints = try CheckpointVerifier(contents, store: store, kept: kept, &report)
  }

  private mutating func walk() throws {
    try checkpoints.begin(&report)
    let following = try witnesses.contents.rows()
    var current = try following()
    while let row = current {
      let next = try following()
      report.records += 1
      if let row = settled(row) { try visit(row, next: next.flatMap { settled($0) }) }
      current = next
    }
    while let row = early.removeValue(forKey: expected) { try visit(row.placed(at: expected &- shift), next: nil) }
    try checkpoints.finish(size: tree.size, &report)
  }

  /// What belongs at the place of `row`; nothing if what lies there was met already.
  private func settled(_ row: StoredRow) -> StoredRow? {
    row.seq <= passedOver ? nil : displaced[row.seq] ?? row
  }

  private mutating func visit(_ row: StoredRow, next: StoredRow?) throws {
    if isOrderLost {
      inspect(row, attested: nil)
      return try accept(row.storedHash ?? row.computedHash, row)
    }
    if try isInserted(row, next: next) { return insert(row) }
    guard row.isSealed else { return try visitUnsealed(row, next: next) }
    inspect(row, attested: nil)
    switch row.recordSeq {
    case expected? where row.previous == head: try follow(row, next: next)
    case expected?: try reconcile(row, next: next)
    case let seq? where seq > expected: try leap(row, to: seq, next: next)
    default: insert(row)
    }
  }

  private mutating func follow(_ row: StoredRow, next: StoredRow?) throws {
    if expected &- row.seq != shift {
      shift = expected &- row.seq
      report.add(.editedColumn("seq"), expected, "record \(expected) lies at \(row.seq)")
    }
    if let next, next.isSealed, next.recordSeq == expected &+ 1, let held = next.previous, held != row.computedHash,
      try witnesses.splice(from: next, after: row.session) == nil,
      try witnesses.attestedHash(of: next, next: witnesses.row(at: next.seq &+ 1)) == next.computedHash
    {
      reportResealed()
      return try accept(held, row)
    }
    try accept(row.computedHash, row)
  }

  private mutating func accept(_ hash: HashValue, _ row: StoredRow) throws {
    session = row.session
    let before = tree
    tree.append(hash)
    head = hash
    let signed = try checkpoints.accept(head: head, tree: tree, before: before, at: row.at, &report)
    guard let signed else { return }
    tree = before
    tree.append(signed)
    head = signed
  }

  /// A record in its place that does not follow the one before: one of the two was sealed again.
  private mutating func reconcile(_ row: StoredRow, next: StoredRow?) throws {
    if let splice = try witnesses.splice(from: row, after: session) { return try skip(splice, from: row) }
    guard let attested = try witnesses.attestedHash(of: row, next: next) else { return insert(row) }
    if attested == row.computedHash {
      report.add(.editedRecord, max(1, tree.size), "record \(expected) does not follow the one before it")
    } else {
      reportResealed()
    }
    try accept(attested, row)
  }

  private mutating func skip(_ splice: Splice, from row: StoredRow) throws {
    let count = splice.last.seq &- row.seq &+ 1
    report.add(
      .spliced, expected,
      count == 1
        ? "record \(expected) belongs to another chain"
        : "records \(expected) to \(expected &+ count &- 1) belong to another chain")
    try passOver(count, endingIn: splice.next.previous)
    passedOver = splice.last.seq
  }

  private mutating func reportResealed() {
    report.add(
      .editedRecord, expected,
      "record \(expected) was edited and its hash computed again: what follows it holds another")
  }

  /// A record that claims a later place: those between are gone or lie elsewhere.
  ///
  /// A row is taken from its place once, and a hundred in all: so the calls that follow one another have a bound.
  private mutating func leap(_ row: StoredRow, to seq: Int64, next: StoredRow?) throws {
    if let stray = early.removeValue(forKey: expected) {
      try visit(stray.placed(at: expected &- shift), next: row)
      return try visit(row, next: next)
    }
    if let next, next.recordSeq == expected, next.previous == head, row.seq &+ shift != expected, early.count < 100 {
      report.add(.editedColumn("seq"), seq, "record \(seq) lies at \(row.seq)")
      early[seq] = row
      return
    }
    guard let stray = try witnesses.row(claiming: expected, besides: row.seq), stray.seq > row.seq,
      displaced[stray.seq] == nil
    else {
      return try skipRemoved(row, to: seq, next: next)
    }
    if row.seq &+ shift > expected, displaced.count < 100 {
      report.add(.editedColumn("seq"), expected, "record \(expected) lies at \(stray.seq)")
      displaced[stray.seq] = .some(nil)
      try visit(stray.placed(at: expected &- shift), next: row)
      try visit(row, next: next.flatMap { settled($0) })
    } else if stray.seq &+ shift == seq, displaced.count < 100 {
      report.add(.swapped, expected, "records \(expected) and \(seq) lie in each other's place")
      displaced[stray.seq] = row.placed(at: stray.seq)
      try visit(stray.placed(at: row.seq), next: next.flatMap { settled($0) })
    } else {
      isOrderLost = true
      checkpoints.isTreeLost = true
      report.add(.reordered, expected, "record \(seq) lies in the place of record \(expected)")
      try accept(row.computedHash, row)
    }
  }

  private mutating func skipRemoved(_ row: StoredRow, to seq: Int64, next: StoredRow?) throws {
    let gone = seq &- expected
    report.add(
      .removed, expected,
      gone == 1 ? "record \(expected) is gone" : "records \(expected) to \(seq &- 1) are gone")
    try passOver(gone, endingIn: row.previous)
    shift = seq &- row.seq
    try visit(row, next: next)
  }

  /// Goes on behind missing records; a single one's hash is known from the record after it.
  private mutating func passOver(_ count: Int64, endingIn hash: HashValue?) throws {
    if count == 1, let hash {
      tree.append(hash)
    } else {
      checkpoints.isTreeLost = true
      tree.skip(count)
    }
    head = hash ?? head
  }

  /// A record that its hash does not fit: what follows it tells which of the two was edited.
  private mutating func visitUnsealed(_ row: StoredRow, next: StoredRow?) throws {
    if next == nil, row.previous != head, try witnesses.signedHead(expected) == nil { return insert(row) }
    let gone = row.seq &+ shift &- expected
    if gone > 0, row.recordSeq != expected { try skipRemovedBefore(row, gone) }
    let attested = try next?.previous ?? witnesses.signedHead(expected)
    inspect(row, attested: attested)
    try accept(attested ?? row.storedHash ?? row.computedHash, row)
  }

  private mutating func skipRemovedBefore(_ row: StoredRow, _ gone: Int64) throws {
    report.add(.removed, expected, "\(gone == 1 ? "one record is" : "\(gone) records are") gone from here")
    try passOver(gone, endingIn: row.previous)
  }

  /// Whether the row after this one continues the chain in its stead.
  private func isInserted(_ row: StoredRow, next: StoredRow?) throws -> Bool {
    guard let next, next.previous == head, next.recordSeq == expected else {
      return try isAmongInserted(row)
    }
    if row.isSealed, row.computedHash == next.computedHash { return false }
    guard let seq = row.recordSeq, seq > expected else { return true }
    return try witnesses.row(claiming: seq, besides: row.seq) != nil
  }

  /// Whether the chain goes on behind this row and others, and another row is what this one claims to be.
  private func isAmongInserted(_ row: StoredRow) throws -> Bool {
    guard row.isSealed, let seq = row.recordSeq, seq != expected || row.previous != head else { return false }
    let successor = try witnesses.row(claiming: expected, besides: row.seq)
    guard let successor, successor.previous == head, successor.seq > row.seq else { return false }
    return try witnesses.row(claiming: seq, besides: row.seq) != nil
  }

  private mutating func insert(_ row: StoredRow) {
    report.add(.inserted, row.seq, "the record at \(row.seq) does not belong to the chain")
    shift &-= 1
  }

  /// Compares the row's parts with each other.
  private mutating func inspect(_ row: StoredRow, attested: HashValue?) {
    let columns = row.editedColumns
    if !row.isSealed {
      let isHashEdited = row.members != nil && (attested ?? row.computedHash) == row.computedHash && columns.isEmpty
      let kind: Finding.Kind = isHashEdited ? .editedColumn("hash") : .editedRecord
      report.add(kind, expected, "record \(expected) does not have the hash beside it")
    }
    for column in columns where row.isSealed {
      report.add(
        .editedColumn(column.rawValue), expected,
        "column \(column.rawValue) of record \(expected) differs from the record")
    }
    if row.hasHiddenBytes, columns.isEmpty {
      report.add(.editedRecord, expected, "record \(expected) has bytes behind a zero byte")
    }
  }
}
