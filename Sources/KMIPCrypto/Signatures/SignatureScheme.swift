import KMIP

/// The signatures that exist here, as key and parameters choose them.
enum SignatureScheme: Equatable {
  case rsaPSS(PSS)
  case rsaPKCS1(HashingAlgorithm)
  case ecdsa(HashingAlgorithm)
  /// Over the data itself: Ed25519, Ed448, ML-DSA.
  case pure(CryptographicAlgorithm)

  private enum Padding { case pss, pkcs1, ecdsa }

  private static let algorithms: [(DigitalSignatureAlgorithm, Padding, HashingAlgorithm?)] = [
    (.md5WithRSAEncryption, .pkcs1, .md5),
    (.sha1WithRSAEncryption, .pkcs1, .sha1),
    (.sha224WithRSAEncryption, .pkcs1, .sha224),
    (.sha256WithRSAEncryption, .pkcs1, .sha256),
    (.sha384WithRSAEncryption, .pkcs1, .sha384),
    (.sha512WithRSAEncryption, .pkcs1, .sha512),
    (.sha3256WithRSAEncryption, .pkcs1, .sha3256),
    (.sha3384WithRSAEncryption, .pkcs1, .sha3384),
    (.sha3512WithRSAEncryption, .pkcs1, .sha3512),
    (.rsassaPSS, .pss, nil),
    (.ecdsaWithSHA1, .ecdsa, .sha1),
    (.ecdsaWithSHA224, .ecdsa, .sha224),
    (.ecdsaWithSHA256, .ecdsa, .sha256),
    (.ecdsaWithSHA384, .ecdsa, .sha384),
    (.ecdsaWithSHA512, .ecdsa, .sha512),
  ]

  init(_ kind: KeyKind, _ parameters: CryptographicParameters) throws {
    switch kind {
    case .rsa: self = try Self.rsa(parameters)
    case .elliptic(let curve): self = try Self.elliptic(curve, parameters)
    case .postQuantum(let kind):
      guard kind.signs else { throw OperationFailure.unsupported("\(kind.algorithm) keys do not sign") }
      self = try Self.pure(kind.algorithm, hashing: nil, parameters)
    }
    if let algorithm = parameters.cryptographicAlgorithm, (algorithm == .rsa) != (kind == .rsa) {
      throw Self.mismatch(parameters, kind == .rsa ? "RSA" : "elliptic curves")
    }
  }

  private static func rsa(_ parameters: CryptographicParameters) throws -> Self {
    let (padding, named) = try named(parameters)
    let hash = named ?? .sha256
    _ = try MessageDigest(hash)
    switch try padding ?? rsaPadding(parameters.paddingMethod) {
    case .pss: return .rsaPSS(try pss(hash, parameters))
    case .pkcs1: return .rsaPKCS1(hash)
    case .ecdsa: throw mismatch(parameters, "RSA")
    }
  }

  private static func rsaPadding(_ method: PaddingMethod?) throws -> Padding {
    switch method {
    case nil, .pss: return .pss
    case .pkcs1V15: return .pkcs1
    case let method?: throw OperationFailure.unsupported("the padding \(method) is not supported for RSA signatures")
    }
  }

  // The mask's hash is the same unless the parameters say otherwise.
  private static func pss(_ hash: HashingAlgorithm, _ parameters: CryptographicParameters) throws -> PSS {
    let maskHash = parameters.maskGeneratorHashingAlgorithm ?? hash
    _ = try MessageDigest(maskHash)
    if let salt = parameters.saltLength, salt < 0 { throw OperationFailure.invalid("the salt length is \(salt)") }
    guard parameters.trailerField ?? 1 == 1 else { throw OperationFailure.unsupported("PSS has the trailer field 1") }
    return PSS(hash: hash, maskHash: maskHash, saltLength: parameters.saltLength)
  }

  private static func elliptic(_ curve: Curve, _ parameters: CryptographicParameters) throws -> Self {
    switch curve.form {
    // These hash by themselves (RFC 8032); no other hash can be asked for.
    case .edwards: return try pure(curve.algorithm, hashing: curve == .ed25519 ? .sha512 : nil, parameters)
    case .montgomery: throw OperationFailure.unsupported("keys of this curve agree on keys and do not sign")
    case .weierstrass: break
    }
    let (padding, hash) = try named(parameters)
    guard padding == nil || padding == .ecdsa else { throw mismatch(parameters, "elliptic curves") }
    if let hash {
      try Hashing.checkSupported(hash)
      return .ecdsa(hash)
    }
    switch curve {
    case .p384, .brainpoolP384: return .ecdsa(.sha384)
    case .p521, .brainpoolP512: return .ecdsa(.sha512)
    default: return .ecdsa(.sha256)
    }
  }

  private static func pure(
    _ algorithm: CryptographicAlgorithm, hashing own: HashingAlgorithm?, _ parameters: CryptographicParameters
  ) throws -> Self {
    guard parameters.digitalSignatureAlgorithm == nil,
      parameters.hashingAlgorithm == nil || parameters.hashingAlgorithm == own
    else { throw mismatch(parameters, "\(algorithm)") }
    return .pure(algorithm)
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

  private static func mismatch(_ parameters: CryptographicParameters, _ key: String) -> OperationFailure {
    let asked = parameters.digitalSignatureAlgorithm.map { "\($0)" } ?? "what the parameters ask for"
    return OperationFailure(
      reason: .badCryptographicParameters, message: "\(asked) is not supported by a key for \(key)")
  }

  var hashingAlgorithm: HashingAlgorithm? {
    switch self {
    case .rsaPSS(let pss): pss.hash
    case .rsaPKCS1(let hash), .ecdsa(let hash): hash
    case .pure: nil
    }
  }
}
