extension AuditStore {
  /// The key that others know this store by.
  public func publicKey() async throws -> AuditPublicKey {
    AuditPublicKey(hexadecimal: try await identity().publicKey)
  }

  /// Shows that record `seq` is among those that a checkpoint signed: the newest one if none is given.
  public func proof(of seq: Int64, under checkpoint: Checkpoint? = nil) async throws -> InclusionProof {
    let (checkpoint, key) = try await own(checkpoint)
    let proof = try await reader.read { [path] db in
      let size = try db.integer("SELECT max(seq) FROM audit_log") ?? 0
      guard let row = try db.row("SELECT seq, record, hash FROM audit_log WHERE seq = ?", [.integer(seq)]) else {
        throw ProofError.noRecord(seq: seq, size: size)
      }
      guard seq <= checkpoint.size else { throw ProofError.notCovered(seq: seq, size: checkpoint.size) }
      let ranges = MerkleProof.inclusion(of: seq &- 1, in: checkpoint.size)
      return InclusionProof(
        record: try Record(row, path: path).canonical, seq: seq,
        path: try Self.roots(ranges, below: checkpoint.size, db), checkpoint: checkpoint, publicKey: key)
    }
    guard proof.fault() == nil else { throw ProofError.contradicted(number: checkpoint.number) }
    return proof
  }

  /// Shows that the store only grew between two checkpoints; the newer one is the newest of all if none is given.
  public func consistency(from older: Checkpoint, to newer: Checkpoint? = nil) async throws -> ConsistencyProof {
    let (older, olderKey) = try await own(older)
    let (newer, key) = try await own(newer)
    guard older.size <= newer.size else { throw ProofError.wrongOrder(old: older.size, new: newer.size) }
    let path = try await reader.read { db in
      try Self.roots(MerkleProof.consistency(from: older.size, to: newer.size), below: newer.size, db)
    }
    let proof = ConsistencyProof(path: path, older: older, olderKey: olderKey, newer: newer, publicKey: key)
    guard proof.fault() == nil else { throw ProofError.contradicted(number: newer.number) }
    return proof
  }

  private func identity() async throws -> StoreIdentity {
    try await reader.read { [path] db in try StoreIdentity.fetch(db, path: path) }
  }

  /// The checkpoint, or else the newest one, and the key that signed it.
  private func own(_ given: Checkpoint?) async throws -> (Checkpoint, AuditPublicKey) {
    let store = try await identity()
    let newest = given == nil ? try await checkpoints().last : nil
    guard let checkpoint = given ?? newest else {
      throw AuditError.corrupt(path: path, cause: "its checkpoints are missing")
    }
    guard checkpoint.store == store.id, let signer = store.signer(of: checkpoint) else {
      throw ProofError.foreignCheckpoint(number: checkpoint.number)
    }
    return (checkpoint, AuditPublicKey(hexadecimal: signer))
  }

  private static func roots(
    _ ranges: [Range<Int64>], below size: Int64, _ db: any StoreConnection
  ) throws -> [HashValue] {
    var subtrees = SubtreeRoots(ranges)
    let rows = try db.cursor("SELECT hash FROM audit_log WHERE seq <= ? ORDER BY seq", [.integer(size)])
    while let row = try rows.next() { subtrees.append(HashValue(hex: row.text("hash") ?? "") ?? .zero) }
    return subtrees.roots
  }
}
