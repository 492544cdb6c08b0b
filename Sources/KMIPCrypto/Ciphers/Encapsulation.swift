import KMIP

extension CryptographicKey {
  /// Encrypts no data, but makes a secret that its other half learns.
  public var makesSecrets: Bool { encapsulates != nil }

  /// Set for keys that make a shared secret in place of encrypting one.
  var encapsulates: PostQuantumKind? {
    PostQuantumKind.allCases.first { $0.algorithm == algorithm && !$0.signs }
  }
}

/// ML-KEM (FIPS 203).
enum Encapsulation {
  static func encapsulate(_ data: [UInt8], with key: CryptographicKey, _ kind: PostQuantumKind) throws -> Ciphertext {
    guard data.isEmpty else {
      throw OperationFailure.invalid("\(kind.algorithm) makes a secret and takes no data: found \(data.count) bytes")
    }
    guard case .postQuantum(let key) = try key.publicKeyValue() else { throw mixedUp }
    let (secret, encapsulated) = try refusing(.cryptographicFailure, "the secret was not made") {
      try key.encapsulate()
    }
    return Ciphertext(data: secret, ivCounterNonce: encapsulated)
  }

  static func decapsulate(_ data: [UInt8], with key: CryptographicKey, _ kind: PostQuantumKind) throws -> [UInt8] {
    guard case .postQuantum(let key) = try key.privateKeyValue() else { throw mixedUp }
    return try refusing(.cryptographicFailure, "the bytes are no encapsulated secret of \(kind.algorithm)") {
      try key.decapsulate(data)
    }
  }

  private static var mixedUp: OperationFailure { .unsupported("the key does not encapsulate") }
}
