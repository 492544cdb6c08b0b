import GRDB

extension AuditStore {
  /// Walks the whole store and names every trace of an edit; it holds a few rows at a time.
  ///
  /// - Parameter kept: Checkpoints from outside the store, which it must agree with.
  public func verify(against kept: [Checkpoint] = []) async throws -> Verification {
    let keyPath = AuditKey.path(besides: path)
    return try await reader.read { [path] db in
      let store = try StoreIdentity.fetch(db, path: path)
      var report = try Verifier.verify(db, store: store, kept: kept)
      report.sessions = try Int.fetchOne(db, sql: "SELECT count(DISTINCT session) FROM audit_log") ?? 0
      // A copy that an auditor looks at has no key beside it.
      if let key = try? AuditKey.load(keyPath), key.publicKey != store.publicKey {
        report.add(.keyReplaced, 0, "the store's public key is not that of the audit-key beside it")
      }
      return report
    }
  }
}
