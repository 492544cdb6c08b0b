import AuditLog

/// A bundle to which files are added until it is signed.
struct BundleDraft {
  private(set) var manifest: Manifest
  private let allowMissing: Bool
  private var archive = ZipArchive()

  init(_ manifest: Manifest, allowMissing: Bool) {
    self.manifest = manifest
    self.allowMissing = allowMissing
  }

  mutating func add(_ records: [Record], _ file: (String) throws -> [UInt8]) throws {
    guard let opening = records.first, opening.entry.kind == .open else {
      throw EvidenceError.unfit("session \(manifest.session) does not begin with its opening")
    }
    if records.last?.entry.kind != .close { try lack(.unfinished(session: manifest.session)) }
    try add(EvidenceBundle.Path.guide, Self.guide)
    try add(EvidenceBundle.Path.records, records.map { $0.exportLine + "\n" }.joined())
    let files = EvidenceFiles(opening.entry.details)
    var sources: [String: String] = [:]
    for (index, wanted) in files.wanted.enumerated() {
      guard let bytes = try bytes(of: wanted, file) else { continue }
      let path = EvidenceFiles.path(role: wanted.role, number: index + 1, name: wanted.name)
      try add(path, bytes, name: wanted.name)
      if wanted.role == "source" { sources[wanted.name] = String(decoding: bytes, as: UTF8.self) }
    }
    for (index, inline) in files.inline.enumerated() {
      try add("\(inline.role)s/record-\(index + 1).json", inline.json.canonical + "\n")
    }
    let report = RunReport(records: records, sources: sources)
    for (path, text) in zip(EvidenceBundle.Path.reports, report.renderings) { try add(path, text) }
  }

  mutating func add(_ proof: SharedProof, _ checkpoints: [Checkpoint], _ keys: [AuditPublicKey]) throws {
    try add(EvidenceBundle.Path.proof, proof.json)
    try add(EvidenceBundle.Path.checkpoints, checkpoints.map { $0.note + "\n" }.joined(separator: "\n"))
    try add(EvidenceBundle.Path.keys, keys.map { "\($0)\n" }.joined())
  }

  func packed(_ signature: ManifestSignature) throws -> [UInt8] {
    var whole = ZipArchive()
    do {
      try whole.add(Manifest.path, Array(manifest.json.utf8))
      try whole.add(Manifest.signaturePath, Array(signature.text(of: manifest).utf8))
      for file in archive.files { try whole.add(file.name, file.bytes) }
    } catch {
      throw EvidenceError.unfit(error.message)
    }
    return whole.packed
  }

  private mutating func bytes(
    of wanted: EvidenceFiles.Wanted, _ file: (String) throws -> [UInt8]
  ) throws -> [UInt8]? {
    do {
      let bytes = try file(wanted.name)
      let found = HashValue.of(bytes).description
      guard let sha256 = wanted.sha256, sha256 != found else { return bytes }
      try lack(.changed(file: wanted.name, wanted: sha256, found: found))
    } catch let error as EvidenceError {
      throw error
    } catch {
      try lack(.missing(file: wanted.name, cause: "\(error)"))
    }
    return nil
  }

  private mutating func lack(_ error: EvidenceError) throws {
    guard allowMissing else { throw error }
    manifest.missing.append(error.message)
  }

  private mutating func add(_ path: String, _ text: String) throws { try add(path, Array(text.utf8)) }

  private mutating func add(_ path: String, _ bytes: [UInt8], name: String? = nil) throws {
    do { try archive.add(path, bytes) } catch { throw EvidenceError.unfit(error.message) }
    manifest.files.append(
      Manifest.File(path: path, size: bytes.count, sha256: HashValue.of(bytes).description, name: name))
  }

  private static let guide = """
    Evidence of one session of kmsh.

    kmsh evidence verify BUNDLE.zip --key KEY

    checks all of it with nothing else at hand. KEY is the public key that the audit log is known by; without it the
    check shows that the bundle is whole, not whose it is.

    manifest.json     every file with its size and SHA-256, and what is missing
    manifest.sig      an Ed25519 signature of its first two lines, and the key's public half
    session.jsonl     the session's audit records, each with its hash: SHA-256 of a zero byte and the record
    proof.json        what leads from those hashes to the root of the newest checkpoint (RFC 6962): the roots of the
                      subtrees that hold none of them, by first leaf and count
    checkpoints.txt   signed statements of what the audit log held
    public-keys.txt   the keys that sign them
    sources/          the script and the files it used
    plans/ approvals/ what was approved, and by whom, where the run was one of an approved plan
    reports/          the session told for people and for programs; 'verify' draws them again and compares

    """
}

extension RunReport {
  /// In the order of `EvidenceBundle.Path.reports`.
  var renderings: [String] { [json, html, junit, tap] }
}

extension SharedProof {
  var json: String {
    let nodes = self.nodes.map { JSONValue.array([.int($0.first), .int($0.count), .string($0.hash.description)]) }
    return JSONValue.object(["size": .int(size), "nodes": .array(nodes)]).canonical + "\n"
  }

  /// Reads what `json` writes and nothing else.
  init?(json: String) {
    guard json.hasSuffix("\n"), let value = JSONValue(canonical: String(json.dropLast())) else { return nil }
    guard let size = value["size"]?.integer, let items = value["nodes"]?.items else { return nil }
    let nodes = items.compactMap { item -> Node? in
      guard let parts = item.items, parts.count == 3, let first = parts[0].integer, let count = parts[1].integer,
        let hash = parts[2].text.flatMap({ HashValue(hex: $0) })
      else { return nil }
      return Node(first: first, count: count, hash: hash)
    }
    self.init(size: size, nodes: nodes)
    guard self.json == json else { return nil }
  }
}
