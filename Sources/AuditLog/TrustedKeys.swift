/// Whose signatures a store's checkpoints are to bear, and what speaks against the keys that the store names.
struct TrustedKeys {
  /// The store with those keys.
  let store: StoreIdentity
  let objection: String?

  /// - Parameter pinned: The keys that an auditor knows the store by.
  /// - Parameter beside: The public half of the `audit-key` beside the store, if there is one.
  /// - Parameter signers: Gives the store's checkpoints.
  init(
    _ store: StoreIdentity, pinned: [AuditPublicKey], beside: String?, signers: () throws -> StoredCheckpoint?
  ) rethrows {
    let known = Set(pinned.map(\.hexadecimal))
    if let stranger = store.publicKeys.first(where: { !known.contains($0) }), let trusted = store.pinned(to: known) {
      self.store = trusted
      objection = "the store names the public key \(stranger), by which it is not known"
    } else if known.isEmpty, let beside, !store.publicKeys.contains(beside) {
      // Either of the two was replaced: the checkpoints tell which.
      let isOwn = try Self.hasSigned(store, signers)
      self.store = isOwn ? store : StoreIdentity(id: store.id, publicKey: beside)
      objection = "the store's public key is not that of the audit-key beside it"
    } else {
      self.store = store
      objection = nil
    }
  }

  private static func hasSigned(_ store: StoreIdentity, _ signers: () throws -> StoredCheckpoint?) rethrows -> Bool {
    while let signer = try signers() {
      if let checkpoint = signer.checkpoint, store.signer(of: checkpoint) != nil { return true }
    }
    return false
  }
}
