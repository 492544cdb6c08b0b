/// What a verification reads of a store, wherever that is kept.
protocol StoreContents {
  /// The records in the order of their places; each call gives the next one.
  func rows() throws -> () throws -> StoredRow?

  /// The checkpoints in the order of their numbers; each call gives the next one.
  func checkpoints() throws -> () throws -> StoredCheckpoint?

  func row(at seq: Int64) throws -> StoredRow?

  /// A row whose record claims `seq`, other than the one that lies at `place`.
  func row(claiming seq: Int64, besides place: Int64) throws -> StoredRow?

  /// The checkpoints that cover so many records, whoever signed them.
  func checkpoints(covering size: Int64) throws -> [Checkpoint]

  /// The public key, of those that count in `store`, whose signature the checkpoint bears.
  func signer(of checkpoint: Checkpoint, in store: StoreIdentity) -> String?
}

extension StoreContents {
  func signer(of checkpoint: Checkpoint, in store: StoreIdentity) -> String? { store.signer(of: checkpoint) }
}

/// A checkpoint as it lies in its table: nothing in place of what no checkpoint holds.
struct StoredCheckpoint {
  let number: Int64?
  let checkpoint: Checkpoint?
  /// The frontier of the covered tree, as text; it is not signed.
  let peaks: String?
}
