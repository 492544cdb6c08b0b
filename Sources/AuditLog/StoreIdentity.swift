/// What a store says of itself.
struct StoreIdentity: Hashable, Sendable {
  let id: String
  /// The key that the store was begun with.
  let publicKey: String
  /// Whose signatures count: the first key's, and those of the hosts that joined a shared store.
  let publicKeys: [String]

  init(id: String, publicKey: String, others: [String] = []) {
    self.id = id
    self.publicKey = publicKey
    publicKeys = [publicKey] + others.filter { $0 != publicKey }
  }

  static func fetch(_ db: any StoreConnection, path: String) throws -> StoreIdentity {
    guard let row = try db.row("SELECT id, public_key FROM store"), let id = row.text("id"),
      let publicKey = row.text("public_key")
    else { throw AuditError.corrupt(path: path, cause: "it does not say which store it is") }
    return StoreIdentity(id: id, publicKey: publicKey, others: try signers(db))
  }

  private static func signers(_ db: any StoreConnection) throws -> [String] {
    switch db.dialect {
    case .sqlite: []
    case .postgres: try db.rows("SELECT public_key FROM signer ORDER BY since").compactMap { $0.text("public_key") }
    }
  }

  /// The public key, of those that count, whose signature the checkpoint bears.
  func signer(of checkpoint: Checkpoint) -> String? { publicKeys.first { checkpoint.isSigned(by: $0) } }

  /// The same store, of which only these keys' signatures count.
  func pinned(to keys: Set<String>) -> StoreIdentity? {
    guard let first = publicKeys.first(where: keys.contains) ?? keys.min() else { return nil }
    return StoreIdentity(id: id, publicKey: first, others: Array(keys))
  }
}
