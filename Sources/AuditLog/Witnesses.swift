/// What the rest of the store says of one record, asked only where the chain breaks.
struct Witnesses {
  let contents: any StoreContents
  let store: StoreIdentity

  func row(at seq: Int64) throws -> StoredRow? { try contents.row(at: seq) }

  /// A row whose record claims `seq`, other than the one that lies at `place`.
  func row(claiming seq: Int64, besides place: Int64) throws -> StoredRow? {
    try contents.row(claiming: seq, besides: place)
  }

  /// The hash that a checkpoint ending at this record signed.
  func signedHead(_ seq: Int64) throws -> HashValue? {
    try contents.checkpoints(covering: seq).first { contents.signer(of: $0, in: store) != nil }?.head
  }

  /// The hash that the record after `row`, or else a checkpoint, holds for `row`.
  func attestedHash(of row: StoredRow, next: StoredRow?) throws -> HashValue? {
    guard let seq = row.recordSeq else { return next?.previous }
    if let next, next.recordSeq == seq &+ 1 { return next.previous }
    return try signedHead(seq)
  }

  /// The run of records that begins with `row`, where it belongs neither to the session before it nor to the one after.
  func splice(from row: StoredRow, after session: String?) throws -> Splice? {
    guard row.session != session else { return nil }
    var last = row
    for _ in 0..<10_000 {
      guard let next = try contents.row(at: last.seq &+ 1) else { return nil }
      guard next.previous == last.computedHash else {
        return next.session == last.session ? nil : Splice(last: last, next: next)
      }
      last = next
    }
    return nil
  }
}

/// Where a run of another chain's records ends.
struct Splice {
  let last: StoredRow
  /// The record behind it, which goes on with the chain.
  let next: StoredRow
}
