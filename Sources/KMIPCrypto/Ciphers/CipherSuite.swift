import KMIP

/// The ciphers that exist here, as key and parameters choose them.
enum CipherSuite: Equatable {
  case gcm(tagLength: Int)
  case gcmSIV
  case cbc(isPadded: Bool)
  case ecb(isPadded: Bool)
  case ctr
  case cfb
  case xts
  case keyWrap
  case keyWrapPadding
  case chaCha20Poly1305
  case chaCha20(counter: UInt32)
  case rsaOAEP(HashingAlgorithm)
  case rsaPKCS1

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
      self = try Self.chaCha(parameters)
    case .rsa:
      try Self.require(parameters.cryptographicAlgorithm, [.rsa], key)
      self = try Self.rsa(parameters)
    default: throw OperationFailure.unsupported("encryption with \(key.algorithm) keys is not supported")
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

  private static func chaCha(_ parameters: CryptographicParameters) throws -> Self {
    guard parameters.cryptographicAlgorithm == .chaCha20 else {
      _ = try tagLength(parameters, 16...16)
      return .chaCha20Poly1305
    }
    guard let counter = UInt32(exactly: parameters.initialCounterValue ?? 0) else {
      throw OperationFailure.invalid("the initial counter value is negative")
    }
    return .chaCha20(counter: counter)
  }

  private static func rsa(_ parameters: CryptographicParameters) throws -> Self {
    switch parameters.paddingMethod {
    case nil, .oaep: return .rsaOAEP(try oaepHash(parameters))
    case .pkcs1V15: return .rsaPKCS1
    case let padding?: throw OperationFailure.unsupported("the padding \(padding) is not supported for RSA encryption")
    }
  }

  private static func oaepHash(_ parameters: CryptographicParameters) throws -> HashingAlgorithm {
    let hash = parameters.hashingAlgorithm ?? .sha256
    guard hash == .sha1 || hash == .sha256 else {
      throw OperationFailure.unsupported("OAEP with \(hash) is not supported, only with SHA-1 and SHA-256")
    }
    guard parameters.maskGeneratorHashingAlgorithm ?? hash == hash else {
      throw OperationFailure.unsupported("OAEP takes one hashing algorithm for the label and the mask")
    }
    guard parameters.pSource?.isEmpty ?? true else {
      throw OperationFailure.unsupported("OAEP with a label (P Source) is not supported")
    }
    return hash
  }
}
