extension AuditStore {
  /// Shows that records are among those that a checkpoint of this store signed; one walk over the hashes for all.
  ///
  /// - Parameter seqs: Ascending.
  public func sharedProof(of seqs: [Int64], under checkpoint: Checkpoint) async throws -> SharedProof {
    let size = checkpoint.size
    if let last = seqs.last, last > size { throw ProofError.notCovered(seq: last, size: size) }
    let ranges = SharedProof.ranges(beside: seqs.map { $0 &- 1 }, in: size)
    return try await reader.read { db in
      let hashes = try db.cursor("SELECT hash FROM audit_log WHERE seq <= ? ORDER BY seq", [.integer(size)])
      var nodes: [SharedProof.Node] = []
      var leaf: Int64 = 0
      for range in ranges {
        var tree = MerkleFrontier()
        while leaf < range.upperBound, let row = try hashes.next() {
          if leaf >= range.lowerBound { tree.append(HashValue(hex: row.text("hash") ?? "") ?? .zero) }
          leaf += 1
        }
        nodes.append(
          SharedProof.Node(first: range.lowerBound, count: range.upperBound - range.lowerBound, hash: tree.root))
      }
      return SharedProof(size: size, nodes: nodes)
    }
  }

  /// Signs a text with the key that this host signs checkpoints with. Only who may write the store has it.
  ///
  /// The text says what it is, so that no signature can be taken for one of another kind.
  public func signature(of text: String) async throws -> (key: AuditPublicKey, signature: [UInt8]) {
    guard let key = try AuditKey.load(location.key) else {
      throw AuditError.keyUnusable(path: location.key, cause: "it is missing")
    }
    let publicKey = AuditPublicKey(hexadecimal: key.publicKey)
    guard try await publicKeys().contains(publicKey) else {
      throw AuditError.keyUnusable(path: location.key, cause: "it is not one of those that sign this store")
    }
    return (publicKey, try key.signature(of: text))
  }

  /// The keys that sign this store's checkpoints.
  public func publicKeys() async throws -> [AuditPublicKey] {
    try await reader.read { [path] db in
      try StoreIdentity.fetch(db, path: path).publicKeys.sorted().map { AuditPublicKey(hexadecimal: $0) }
    }
  }
}

extension AuditPublicKey {
  public func hasSigned(_ text: String, _ signature: [UInt8]) -> Bool {
    AuditKey.isValid(signature, of: text, by: hexadecimal)
  }

  public func hasSigned(_ checkpoint: Checkpoint) -> Bool { checkpoint.isSigned(by: hexadecimal) }
}
