public import AuditLog

/// What a bundle proves.
public struct EvidenceVerdict: Hashable, Sendable {
  /// The first thing that is wrong; nothing if all is well.
  public internal(set) var fault: String?
  public internal(set) var session = ""
  public internal(set) var records = 0
  public internal(set) var files = 0
  /// The newest checkpoint, under which the records are proven.
  public internal(set) var checkpoint: Checkpoint?
  /// Who signed the manifest.
  public internal(set) var key: AuditPublicKey?
  /// What a reader has to know beside: what is missing, what could not be compared.
  public internal(set) var notes: [String] = []

  public var isSound: Bool { fault == nil }

  /// - Parameters:
  ///   - bundle: The bytes of the file.
  ///   - pinned: The keys that the audit log is known by; without them the bundle is held against the keys in it.
  public init(bundle: [UInt8], pinned: [AuditPublicKey] = []) {
    do { try check(bundle, pinned) } catch { fault = error.message }
  }

  private mutating func check(_ bundle: [UInt8], _ pinned: [AuditPublicKey]) throws(BundleFault) {
    let reading = try BundleReading(bundle, pinned: pinned)
    session = reading.manifest.session
    key = reading.key
    files = reading.manifest.files.count
    let records = try reading.records()
    self.records = records.count
    checkpoint = try reading.checkpoint(proving: records)
    let sources = try reading.sources(of: records)
    try reading.compareReports(records, sources)
    notes = reading.notes(records, isPinned: !pinned.isEmpty)
  }
}

/// The first thing that is wrong with a bundle.
struct BundleFault: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
