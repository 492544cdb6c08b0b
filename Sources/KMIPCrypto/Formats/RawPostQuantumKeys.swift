import KMIP

extension PostQuantumKind {
  /// Only these keys have a raw form, and it says nothing of the algorithm.
  init(raw format: KeyFormatType, _ type: String, _ algorithm: CryptographicAlgorithm?) throws {
    guard let kind = Self.allCases.first(where: { $0.algorithm == algorithm }) else {
      throw KeyFormat.mismatch(format, type)
    }
    self = kind
  }
}

extension PrivateKeyValue {
  init(seed: [UInt8], _ kind: PostQuantumKind) throws {
    self = try refusing(.invalidField, "the bytes are no seed of \(kind.algorithm)") {
      .postQuantum(try PostQuantumPrivateKey(kind, seed: seed))
    }
  }
}

extension PublicKeyValue {
  init(raw bytes: [UInt8], _ kind: PostQuantumKind) throws {
    self = try refusing(.invalidField, "the bytes are no public key of \(kind.algorithm)") {
      .postQuantum(try PostQuantumPublicKey(kind, bytes: bytes))
    }
  }
}
