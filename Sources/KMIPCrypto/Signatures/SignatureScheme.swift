import KMIP

/// The signatures that exist here, as key and parameters choose them.
enum SignatureScheme: Equatable {
  case rsaPSS(HashingAlgorithm)
  case rsaPKCS1(HashingAlgorithm)
  case ecdsa(HashingAlgorithm)
  case ed25519

  private enum Padding { case pss, pkcs1, ecdsa }

  private static let algorithms: [(DigitalSignatureAlgorithm, Padding, HashingAlgorithm?)] = [
    (.sha1WithRSAEncryption, .pkcs1, .sha1),
    (.sha256WithRSAEncryption, .pkcs1, .sha256),
    (.sha384WithRSAEncryption, .pkcs1, .sha384),
    (.sha512WithRSAEncryption, .pkcs1, .sha512),
    (.rsassaPSS, .pss, nil),
    (.ecdsaWithSHA1, .ecdsa, .sha1),
    (.ecdsaWithSHA256, .ecdsa, .sha256),
    (.ecdsaWithSHA384, .ecdsa, .sha384),
    (.ecdsaWithSHA512, .ecdsa, .sha512),
  ]

  private static let rsaHashes: [HashingAlgorithm] = [.sha1, .sha256, .sha384, .sha512]

  init(_ kind: KeyKind, _ parameters: CryptographicParameters) throws {
    switch kind {
    case .rsa: self = try Self.rsa(parameters)
    case .elliptic(.ed25519): self = try Self.ed25519(parameters)
    case .elliptic(.x25519): throw OperationFailure.unsupported("X25519 keys do not sign")
    case .elliptic(let curve): self = try Self.ecdsa(curve, parameters)
    }
    try checkSalt(parameters)
    if let algorithm = parameters.cryptographicAlgorithm, (algorithm == .rsa) != (kind == .rsa) {
      throw Self.mismatch(kind == .rsa ? "RSA" : "elliptic curves")
    }
  }

  private static func rsa(_ parameters: CryptographicParameters) throws -> Self {
    let (padding, named) = try named(parameters)
    let hash = named ?? .sha256
    guard rsaHashes.contains(hash) else {
      throw OperationFailure.unsupported("RSA signatures with \(hash) are not supported")
    }
    switch try padding ?? rsaPadding(parameters.paddingMethod) {
    case .pss: return .rsaPSS(hash)
    case .pkcs1: return .rsaPKCS1(hash)
    case .ecdsa: throw mismatch("RSA")
    }
  }

  private static func rsaPadding(_ method: PaddingMethod?) throws -> Padding {
    switch method {
    case nil, .pss: return .pss
    case .pkcs1V15: return .pkcs1
    case let method?: throw OperationFailure.unsupported("the padding \(method) is not supported for RSA signatures")
    }
  }

  private static func ecdsa(_ curve: Curve, _ parameters: CryptographicParameters) throws -> Self {
    let (padding, hash) = try named(parameters)
    guard padding == nil || padding == .ecdsa else { throw mismatch("elliptic curves") }
    switch curve {
    case .p384: return .ecdsa(hash ?? .sha384)
    case .p521: return .ecdsa(hash ?? .sha512)
    default: return .ecdsa(hash ?? .sha256)
    }
  }

  // Ed25519 hashes with SHA-512 itself (RFC 8032); no other can be asked for.
  private static func ed25519(_ parameters: CryptographicParameters) throws -> Self {
    guard parameters.digitalSignatureAlgorithm == nil, parameters.hashingAlgorithm ?? .sha512 == .sha512 else {
      throw mismatch("Ed25519")
    }
    return .ed25519
  }

  private static func named(
    _ parameters: CryptographicParameters
  ) throws -> (padding: Padding?, hash: HashingAlgorithm?) {
    guard let algorithm = parameters.digitalSignatureAlgorithm else { return (nil, parameters.hashingAlgorithm) }
    guard let row = algorithms.first(where: { $0.0 == algorithm }) else {
      throw OperationFailure.unsupported("the signature algorithm \(algorithm) is not supported")
    }
    if let named = row.2, let asked = parameters.hashingAlgorithm, named != asked {
      throw OperationFailure(
        reason: .badCryptographicParameters, message: "\(algorithm) does not hash with \(asked)")
    }
    return (row.1, row.2 ?? parameters.hashingAlgorithm)
  }

  private static func mismatch(_ key: String) -> OperationFailure {
    OperationFailure(
      reason: .badCryptographicParameters, message: "the signature parameters do not fit a key for \(key)")
  }

  // The library's PSS takes a salt as long as the digest and one hash for both uses.
  private func checkSalt(_ parameters: CryptographicParameters) throws {
    guard case .rsaPSS(let hash) = self else { return }
    let length = try Int32(Hashing.digest(of: [], hash).count)
    guard parameters.saltLength ?? length == length else {
      throw OperationFailure.unsupported("PSS with \(hash) takes a salt of \(length) bytes")
    }
    guard parameters.maskGeneratorHashingAlgorithm ?? hash == hash else {
      throw OperationFailure.unsupported("PSS takes one hashing algorithm for the data and the mask")
    }
  }

  var hashingAlgorithm: HashingAlgorithm? {
    switch self {
    case .rsaPSS(let hash), .rsaPKCS1(let hash), .ecdsa(let hash): hash
    case .ed25519: nil
    }
  }
}
