/// A checkpoint that an anchor keeps.
public struct AnchoredCheckpoint: Hashable, Sendable {
  public let checkpoint: Checkpoint
  /// Nothing from an anchor that keeps and does not sign.
  public let seal: AnchorSeal?

  init(_ checkpoint: Checkpoint, _ seal: AnchorSeal?) {
    self.checkpoint = checkpoint
    self.seal = seal
  }

  /// A signed checkpoint as one line of canonical JSON.
  var line: String {
    var members: [String: JSONValue] = ["checkpoint": .string(checkpoint.note)]
    members["key"] = seal.map { .string($0.key) }
    members["signature"] = seal.map { .string(Hexadecimal.text($0.signature)) }
    return JSONValue.object(members).canonical
  }

  init?(line: String) {
    guard let value = JSONValue(canonical: line), let note = value["checkpoint"]?.text,
      let checkpoint = Checkpoint(note: note), checkpoint.note == note, let key = value["key"]?.text,
      let signature = value["signature"]?.text.flatMap({ Hexadecimal.bytes($0) })
    else { return nil }
    self.init(checkpoint, AnchorSeal(key: key, signature: signature))
  }
}

/// A KMS's signature over the three lines of a checkpoint.
public struct AnchorSeal: Hashable, Sendable {
  /// The key's identifier in the KMS.
  public let key: String
  public let signature: [UInt8]
}

/// The public half of a pair in a KMS that signs checkpoints.
public struct AnchorKey: Sendable {
  private let key: SignatureKey

  /// Reads an Ed25519, EC or RSA public key in PEM.
  public init?(pem: String) {
    guard let key = SignatureKey(pem: pem) else { return nil }
    self.key = key
  }

  public func hasSigned(_ anchored: AnchoredCheckpoint) -> Bool {
    guard let seal = anchored.seal else { return false }
    return key.isValid(seal.signature, of: Array(anchored.checkpoint.note.utf8))
  }
}
