import ArgumentParser
import AuditLog
import Glibc
import KMSSyntax

extension AuditCommand {
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check every record, the chain and the checkpoints; or a proof.",
      discussion: """
        Exits with 0 if nothing was altered, with 1 and the findings if something was. What was kept elsewhere finds \
        more: a checkpoint or an anchor, what was cut off; the key, a log that was signed anew.

        EXAMPLES:
          kmsh audit verify --checkpoint ticket-4711.txt
          kmsh audit verify --anchor /mnt/anchor/checkpoints --key audit-key.txt
          kmsh audit verify --anchor anchors.jsonl --anchor-key anchor.pem
          kmsh audit verify --proof proof.txt
        """)
    @OptionGroup var options: AuditOptions
    @Option(help: ArgumentHelp("A checkpoint that was kept elsewhere.", valueName: "file"))
    var checkpoint: [String] = []
    @Option(help: ArgumentHelp("A file that an anchor wrote.", valueName: "file"))
    var anchor: [String] = []
    @Option(
      help: ArgumentHelp("The public key (PEM) of the pair in the KMS that signed the anchor.", valueName: "file"))
    var anchorKey: String?
    @Option(help: ArgumentHelp("The key that the log is known by: what 'kmsh audit key' prints, or a file with it."))
    var key: [String] = []
    @Option(help: ArgumentHelp("Check this proof, and no log.", valueName: "file"))
    var proof: [String] = []

    func run() throws {
      try report { workplace in
        let keys = try key.map(KeptFile.publicKey)
        guard proof.isEmpty else { return try checkProofs(keys) }
        var kept = KeptCopies(checkpoints: try checkpoint.map(KeptCheckpoint.read))
        kept.publicKeys = keys
        kept.anchors = try anchor.map { AnchorFile(path: $0, text: try KeptFile.text($0, as: "anchor")) }
        kept.anchorKey = try anchorKey.map(KeptFile.anchorKey)
        let verification = try await options.open(workplace).verify(against: kept)
        StandardStreams.output(verification.summary)
        if kept.anchorKey == nil, kept.hasSeals {
          StandardStreams.error("the anchor's signatures were not looked at: give its key with --anchor-key\n")
        }
        if !verification.isIntact { throw ExitCode(1) }
      }
    }

    private func checkProofs(_ keys: [AuditPublicKey]) throws {
      var isProven = true
      for path in proof {
        guard let document = ProofDocument(try KeptFile.text(path, as: "proof")) else {
          throw ConfigurationError("\(path) holds no proof", hint: "a text as 'kmsh audit prove' writes it")
        }
        let fault = document.fault(pinned: keys)
        StandardStreams.output(
          fault.map { "\(path): not proven: \(Display.safe($0.description))\n" } ?? "\(path): \(document.verdict)\n")
        isProven = isProven && fault == nil
      }
      if keys.isEmpty {
        StandardStreams.error("the key in a proof is its sender's word: give the log's own with --key\n")
      }
      if !isProven { throw ExitCode(1) }
    }
  }
}

extension ProofDocument {
  /// What it proves; its texts are signed, so they are the store's own.
  fileprivate var verdict: String {
    switch self {
    case .inclusion(let proof):
      """
      proven: record \(proof.seq) is among the \(proof.checkpoint.size) of store \(proof.checkpoint.store) at \
      \(proof.checkpoint.at)
      signed by \(proof.publicKey)
      \(Display.safe(proof.record))
      """
    case .consistency(let proof):
      """
      proven: store \(proof.newer.store) held the same first \(proof.older.size) records at \(proof.older.at) and \
      at \(proof.newer.at), when it held \(proof.newer.size)
      signed by \(proof.publicKey)
      """
    }
  }
}

/// What an auditor kept in files.
enum KeptFile {
  private static let limit = 256 << 20

  static func text(_ path: String, as what: String) throws -> String {
    guard let file = fopen(path, "re") else {
      throw ConfigurationError("the \(what) \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw ConfigurationError("the \(what) \(path) is larger than 256 MiB") }
    }
    guard ferror(file) == 0 else {
      throw ConfigurationError("the \(what) \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func publicKey(_ given: String) throws -> AuditPublicKey {
    if let key = AuditPublicKey(given) { return key }
    guard let key = AuditPublicKey(try text(given, as: "key")) else {
      throw ConfigurationError(
        "\(given) holds no Ed25519 public key", hint: "'kmsh audit key' prints the key of an audit log")
    }
    return key
  }

  static func anchorKey(_ path: String) throws -> AnchorKey {
    guard let key = AnchorKey(pem: try text(path, as: "key")) else {
      throw ConfigurationError(
        "\(path) holds no public key that signs anchors", hint: "wanted an Ed25519, EC or RSA public key in PEM")
    }
    return key
  }
}
