public import AuditLog

/// A session with all that an auditor needs to judge it, in one file.
public struct EvidenceBundle: Sendable {
  /// A ZIP archive.
  public let bytes: [UInt8]
  /// What is not in it, and why.
  public let missing: [String]

  enum Path {
    static let records = "session.jsonl"
    static let proof = "proof.json"
    static let checkpoints = "checkpoints.txt"
    static let keys = "public-keys.txt"
    static let guide = "README.txt"
    static let reports = [
      "reports/report.json", "reports/report.html", "reports/report.junit.xml", "reports/report.tap",
    ]
  }

  /// - Parameters:
  ///   - allowMissing: Whether files that are gone or were changed, and the end of a session, may be missing.
  ///   - version: Of this kmsh.
  ///   - file: The bytes of a file that the records name; throws if there are none.
  public init(
    session: SessionID, of store: AuditStore, allowMissing: Bool, version: String, made: Timestamp = .now,
    file: (String) throws -> [UInt8]
  ) async throws {
    let records = try await store.records(session: session)
    let checkpoints = try await store.checkpoints()
    guard let first = records.first, let last = records.last, let newest = checkpoints.last else {
      throw EvidenceError.unfit("session \(session) has no records")
    }
    guard last.seq <= newest.size else { throw EvidenceError.notSigned(seq: last.seq, covered: newest.size) }
    let proof = try await store.sharedProof(of: records.map(\.seq), under: newest)
    guard proof.proves(records, under: newest) else {
      throw EvidenceError.unfit("the audit log does not hold what its checkpoint \(newest.number) signed")
    }
    var draft = BundleDraft(
      Manifest(
        session: session.description, store: newest.store, version: version, made: made,
        reportFormat: Int64(RunReport.format)), allowMissing: allowMissing)
    try draft.add(records, file)
    try draft.add(proof, Self.relevant(checkpoints, since: first.seq), try await store.publicKeys())
    let (key, signature) = try await store.signature(of: draft.manifest.signedText)
    bytes = try draft.packed(ManifestSignature(key: key, signature: signature))
    missing = draft.manifest.missing
  }

  /// From the last one before the session to the newest.
  private static func relevant(_ checkpoints: [Checkpoint], since seq: Int64) -> [Checkpoint] {
    let place = checkpoints.lastIndex { $0.size < seq } ?? checkpoints.startIndex
    return Array(checkpoints[place...])
  }
}
