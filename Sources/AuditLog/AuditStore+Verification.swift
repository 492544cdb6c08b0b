extension AuditStore {
  /// Walks the whole store and names every trace of an edit; it holds a few rows at a time.
  ///
  /// - Parameter kept: What it must agree with.
  public func verify(against kept: KeptCopies = KeptCopies()) async throws -> Verification {
    let keyPath = location.keyBeside
    return try await reader.read { [path] db in
      let store = try StoreIdentity.fetch(db, path: path)
      // A copy that an auditor looks at has no key beside it.
      let beside = keyPath.flatMap { try? AuditKey.load($0)?.publicKey }
      var report = try Verifier.verify(
        DatabaseContents(db: db, store: store), store: store, keyBeside: beside, kept: kept)
      report.sessions = Int(try db.integer("SELECT count(DISTINCT session) FROM audit_log") ?? 0)
      return report
    }
  }
}
