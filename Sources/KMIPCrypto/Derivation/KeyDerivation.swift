public import KMIP

/// Derive Key (KMIP 2.1 §6.1.14, §7.12): bytes from bytes.
public enum KeyDerivation {
  /// - Parameters:
  ///   - base: The bytes of the key or of the secret data that is derived from.
  ///   - count: How many bytes are wanted.
  public static func derive(
    from base: Secret, _ method: DerivationMethod, _ parameters: DerivationParameters, count: Int
  ) throws -> Secret {
    guard (1...8192).contains(count) else {
      throw OperationFailure.invalid("a derivation gives from 1 to 8192 bytes, wanted \(count)")
    }
    let bytes: [UInt8] =
      switch method {
      case .pbkdf2: try PasswordDerivation.derive(from: base, parameters, count: count)
      case .hkdf: try ExtractAndExpand.derive(from: base, parameters, count: count)
      case .hash: try Self.hash(base, parameters)
      case .hmac: try PseudorandomFunction(base, parameters).output(data(parameters, method))
      case .encrypt: try Self.encrypt(base, parameters)
      case .nist800108C: try CounterMode.counter(base, parameters, count: count)
      case .nist800108F: try CounterMode.feedback(base, parameters, count: count)
      case .nist800108DPI: try CounterMode.doublePipeline(base, parameters, count: count)
      default: throw OperationFailure.unsupported("derivation by \(method) is not supported")
      }
    guard bytes.count >= count else {
      throw OperationFailure.cryptographic("\(method) gives \(bytes.count) bytes, wanted \(count)")
    }
    return Secret(bytes.prefix(count))
  }

  static func data(_ parameters: DerivationParameters, _ method: DerivationMethod) throws -> [UInt8] {
    guard let data = parameters.derivationData else {
      throw OperationFailure.invalid("\(method) needs Derivation Data")
    }
    return data
  }

  static func hashing(_ parameters: DerivationParameters) -> HashingAlgorithm {
    parameters.cryptographicParameters?.hashingAlgorithm ?? .sha256
  }

  private static func hash(_ base: Secret, _ parameters: DerivationParameters) throws -> [UInt8] {
    // Over the key or over data (KMIP 2.1 §6.1.18); of data alone nothing that is secret would come.
    guard parameters.derivationData == nil else {
      throw OperationFailure.invalid("HASH hashes the key and takes no Derivation Data")
    }
    return try Hashing.digest(of: base.withBytes { Array($0) }, hashing(parameters))
  }

  private static func encrypt(_ base: Secret, _ parameters: DerivationParameters) throws -> [UInt8] {
    let cipher = parameters.cryptographicParameters ?? CryptographicParameters()
    let key = try CryptographicKey(symmetric: base, algorithm: cipher.cryptographicAlgorithm ?? .aes)
    let ciphertext = try Cipher.encrypt(
      try data(parameters, .encrypt), with: key, parameters: cipher,
      ivCounterNonce: parameters.initializationVector)
    // A vector that was chosen here would be lost, and the key with it.
    guard ciphertext.ivCounterNonce == nil else {
      throw OperationFailure.invalid("ENCRYPT in this mode needs an Initialization Vector")
    }
    return ciphertext.data
  }
}
