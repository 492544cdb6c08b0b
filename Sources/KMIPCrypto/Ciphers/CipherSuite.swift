import KMIP

/// The ciphers that exist here, as key and parameters choose them.
enum CipherSuite: Equatable {
  case gcm(tagLength: Int)
  case gcmSIV
  case ccm(tagLength: Int)
  case cbc(isPadded: Bool)
  case ecb(isPadded: Bool)
  case ctr
  case cfb
  case xts
  case keyWrap
  case keyWrapPadding
  case chaCha20Poly1305(tagLength: Int)
  case chaCha20(counter: UInt32)
  case rsaOAEP(OAEP)
  case rsaPKCS1
  /// PKCS#11's CKM_RSA_AES_KEY_WRAP.
  case rsaAESKeyWrap(OAEP)
  /// HPKE (RFC 9180), base mode.
  case hybrid(Curve)

  // Cosmian's extension of the enumeration.
  private static let gcmSIVMode = BlockCipherMode(rawValue: 0x8000_0002)

  init(_ key: CryptographicKey, _ parameters: CryptographicParameters) throws {
    switch key.algorithm {
    case .aes:
      try Self.require(parameters.cryptographicAlgorithm, [.aes], key)
      self = try Self.aes(parameters)
      guard key.length <= 256 || self == .xts else {
        throw OperationFailure.unsupported("an AES key of \(key.length) bits is for XTS")
      }
    case .chaCha20, .chaCha20Poly1305:
      try Self.require(parameters.cryptographicAlgorithm, [.chaCha20, .chaCha20Poly1305], key)
      self = try Self.chaCha(parameters, key.algorithm)
    case .rsa:
      try Self.require(parameters.cryptographicAlgorithm, [.rsa], key)
      self = try Self.rsa(parameters)
    case .ec, .ecdh:
      try Self.require(parameters.cryptographicAlgorithm, [.ec, .ecdh], key)
      self = try Self.hybrid(key)
    default:
      throw OperationFailure.unsupported("Cryptographic Algorithm not supported: \(key.algorithm) does not encrypt")
    }
  }

  private static func require(
    _ asked: CryptographicAlgorithm?, _ allowed: [CryptographicAlgorithm], _ key: CryptographicKey
  ) throws {
    guard let asked, !allowed.contains(asked) else { return }
    throw OperationFailure(
      reason: .badCryptographicParameters, message: "the parameters ask for \(asked), the key is for \(key.algorithm)")
  }

  private static func aes(_ parameters: CryptographicParameters) throws -> Self {
    switch parameters.blockCipherMode {
    case nil, .gcm, .aead: return .gcm(tagLength: try tagLength(parameters, 12...16))
    case gcmSIVMode:
      _ = try tagLength(parameters, 16...16)
      return .gcmSIV
    case .cbc: return .cbc(isPadded: try isPadded(parameters, otherwise: true))
    case .ecb: return .ecb(isPadded: try isPadded(parameters, otherwise: false))
    case .ctr:
      guard parameters.counterLength ?? 128 == 128, parameters.initialCounterValue == nil else {
        throw OperationFailure.unsupported("CTR takes a counter block of 16 bytes and no other counter parameters")
      }
      return .ctr
    case .cfb: return .cfb
    case .ccm:
      let length = try tagLength(parameters, 4...16)
      guard length % 2 == 0 else { throw OperationFailure.unsupported("CCM takes a tag of an even length") }
      return .ccm(tagLength: length)
    case .xts: return .xts
    case .nistKeyWrap: return .keyWrap
    case .aesKeyWrapPadding: return .keyWrapPadding
    case let mode?: throw OperationFailure.unsupported("the block cipher mode \(mode) is not supported")
    }
  }

  private static func tagLength(
    _ parameters: CryptographicParameters, _ lengths: ClosedRange<Int32>
  ) throws -> Int {
    let length = parameters.tagLength ?? 16
    guard lengths.contains(length) else {
      throw OperationFailure.unsupported(
        "found a tag length of \(length), wanted \(lengths.lowerBound) to \(lengths.upperBound) bytes")
    }
    return Int(length)
  }

  private static func isPadded(_ parameters: CryptographicParameters, otherwise: Bool) throws -> Bool {
    switch parameters.paddingMethod {
    case nil: return otherwise
    case .pkcs5: return true
    case .noPadding: return false
    case let padding?: throw OperationFailure.unsupported("the padding \(padding) is not supported for AES")
    }
  }

  // The key's algorithm says which of the two it is, unless the parameters do.
  private static func chaCha(_ parameters: CryptographicParameters, _ key: CryptographicAlgorithm) throws -> Self {
    let isSealed = [.aead, .gcm].contains(parameters.blockCipherMode)
    guard parameters.cryptographicAlgorithm ?? key == .chaCha20, !isSealed else {
      return .chaCha20Poly1305(tagLength: try tagLength(parameters, 12...16))
    }
    guard let counter = UInt32(exactly: parameters.initialCounterValue ?? 0) else {
      throw OperationFailure.invalid("the initial counter value is negative")
    }
    return .chaCha20(counter: counter)
  }

  private static func rsa(_ parameters: CryptographicParameters) throws -> Self {
    switch parameters.paddingMethod {
    case nil, .oaep: return .rsaOAEP(try oaep(parameters))
    case .pkcs1V15: return .rsaPKCS1
    case .noPadding: return .rsaAESKeyWrap(try oaep(parameters))
    case let padding?: throw OperationFailure.unsupported("the padding \(padding) is not supported for RSA encryption")
    }
  }

  private static func oaep(_ parameters: CryptographicParameters) throws -> OAEP {
    let hash = parameters.hashingAlgorithm ?? .sha256
    let maskHash = parameters.maskGeneratorHashingAlgorithm ?? hash
    for hash in [hash, maskHash] where hash == .md5 {
      throw OperationFailure.unsupported("OAEP with \(hash) is not supported")
    }
    _ = (try MessageDigest(hash), try MessageDigest(maskHash))
    return OAEP(hash: hash, maskHash: maskHash, label: parameters.pSource ?? [])
  }

  private static func hybrid(_ key: CryptographicKey) throws -> Self {
    switch try key.asymmetricKind() {
    case .elliptic(let curve) where HybridCipher.curves.contains(curve): return .hybrid(curve)
    default: throw OperationFailure.unsupported("encryption with keys of this curve is not supported")
    }
  }
}
