import AuditLog

/// A bundle whose manifest is signed, and whose files are those of the manifest.
struct BundleReading {
  let manifest: Manifest
  let key: AuditPublicKey
  private let archive: ZipArchive
  private let keys: [AuditPublicKey]

  init(_ bytes: [UInt8], pinned: [AuditPublicKey]) throws(BundleFault) {
    do { archive = try ZipArchive(bytes) } catch { throw BundleFault(error.message) }
    let manifestText = try Self.text(Manifest.path, archive)
    guard let manifest = Manifest(json: manifestText) else {
      throw BundleFault("\(Manifest.path) is not one that this kmsh can read")
    }
    guard let signature = ManifestSignature(try Self.text(Manifest.signaturePath, archive), of: manifest) else {
      throw BundleFault("\(Manifest.signaturePath) is not about this manifest: one of the two was altered")
    }
    guard signature.key.hasSigned(manifest.signedText, signature.signature) else {
      throw BundleFault("the signature of the manifest is not that of the key beside it")
    }
    guard pinned.isEmpty || pinned.contains(signature.key) else {
      throw BundleFault("the manifest is signed with another key: \(signature.key)")
    }
    self.manifest = manifest
    key = signature.key
    try Self.checkFiles(manifest, archive)
    let lines = try Self.text(EvidenceBundle.Path.keys, archive).split(separator: "\n")
    keys = lines.compactMap { AuditPublicKey(String($0)) }
    guard keys.count == lines.count, keys.contains(key) else {
      throw BundleFault("\(EvidenceBundle.Path.keys) does not name the key that signed the manifest")
    }
  }

  private static func text(_ path: String, _ archive: ZipArchive) throws(BundleFault) -> String {
    guard let bytes = archive[path] else { throw BundleFault("\(path) is not in the bundle") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw BundleFault("\(path) is no text") }
    return text
  }

  private static func checkFiles(_ manifest: Manifest, _ archive: ZipArchive) throws(BundleFault) {
    for file in manifest.files {
      guard let bytes = archive[file.path] else { throw BundleFault("\(file.path) is not in the bundle") }
      guard bytes.count == file.size, HashValue.of(bytes).description == file.sha256 else {
        throw BundleFault("\(file.path) is not the file that the manifest lists")
      }
    }
    let listed = Set(manifest.files.map(\.path) + [Manifest.path, Manifest.signaturePath])
    if let stray = archive.files.first(where: { !listed.contains($0.name) }) {
      throw BundleFault("\(stray.name) is in the bundle, and not in the manifest")
    }
  }

  /// The text of a file, with what is no UTF-8 replaced.
  func text(of path: String) -> String? { archive[path].map { String(decoding: $0, as: UTF8.self) } }

  /// The session's records, each with its own hash, from its opening to its end.
  func records() throws(BundleFault) -> [Record] {
    var records: [Record] = []
    let path = EvidenceBundle.Path.records
    // Line feeds alone end a line: a record may hold other line ends.
    for line in try Self.text(path, archive).utf8.split(separator: UInt8(ascii: "\n")) {
      guard let record = Record(exportLine: String(Substring(line))) else {
        throw BundleFault("\(path), line \(records.count + 1): it is not a record")
      }
      try check(record, after: records.last)
      records.append(record)
    }
    guard let last = records.last else { throw BundleFault("\(path) holds no record") }
    guard last.entry.kind == .close || !manifest.missing.isEmpty else {
      throw BundleFault("record \(last.seq) is the last, and does not end the session")
    }
    return records
  }

  private func check(_ record: Record, after previous: Record?) throws(BundleFault) {
    let seq = record.seq
    guard record.isSealed else { throw BundleFault("record \(seq) does not have the hash beside it") }
    guard record.entry.session.description == manifest.session else {
      throw BundleFault("record \(seq) is of another session")
    }
    guard (previous == nil) == (record.entry.kind == .open) else {
      throw BundleFault(
        previous == nil ? "the session does not begin with its opening" : "record \(seq) opens the session again")
    }
    guard let previous else { return }
    guard previous.seq < seq else { throw BundleFault("record \(seq) is out of order") }
    guard previous.seq &+ 1 < seq || record.previous == previous.hash else {
      throw BundleFault("record \(seq) does not follow record \(previous.seq)")
    }
    if record.entry.kind == .result, previous.entry.kind == .close {
      throw BundleFault("record \(seq) comes after the end of the session")
    }
  }

  /// - Returns: The newest checkpoint, which covers the records.
  func checkpoint(proving records: [Record]) throws(BundleFault) -> Checkpoint {
    let path = EvidenceBundle.Path.checkpoints
    let lines = try Self.text(path, archive).split(separator: "\n")
    guard lines.count.isMultiple(of: 3) else { throw BundleFault("\(path) is not whole") }
    var newest: Checkpoint?
    for start in stride(from: 0, to: lines.count, by: 3) {
      let note = lines[start..<start + 3].joined(separator: "\n")
      guard let checkpoint = Checkpoint(note: note), checkpoint.store == manifest.store else {
        throw BundleFault("\(path): a checkpoint is not one of store \(manifest.store)")
      }
      guard keys.contains(where: { $0.hasSigned(checkpoint) }) else {
        throw BundleFault("checkpoint \(checkpoint.number) bears none of the keys' signatures")
      }
      guard checkpoint.size >= newest?.size ?? 0, checkpoint.number > newest?.number ?? 0 else {
        throw BundleFault("checkpoint \(checkpoint.number) is out of order")
      }
      newest = checkpoint
    }
    guard let newest else { throw BundleFault("\(path) holds no checkpoint") }
    guard let proof = SharedProof(json: try Self.text(EvidenceBundle.Path.proof, archive)) else {
      throw BundleFault("\(EvidenceBundle.Path.proof) is no proof")
    }
    guard proof.proves(records, under: newest) else {
      throw BundleFault("the records are not among the \(newest.size) that checkpoint \(newest.number) signed")
    }
    return newest
  }
}
