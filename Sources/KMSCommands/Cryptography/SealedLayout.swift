import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax

/// How an encrypted file stands: the initialization vector, the ciphertext, the tag.
///
/// What is given by name is not in it.
struct SealedLayout {
  var vector: Int
  var tag: Int

  init(_ algorithm: CryptographicAlgorithm?, _ parameters: CryptographicParameters?) throws {
    switch algorithm {
    case .aes?: self = try Self.aes(parameters)
    case let cipher? where cipher == .chaCha20 || cipher == .chaCha20Poly1305:
      let isBare = (parameters?.cryptographicAlgorithm ?? cipher) == .chaCha20 && parameters?.blockCipherMode == nil
      self = Self(vector: 12, tag: isBare ? 0 : try Self.tagLength(parameters))
    case .rsa?: self = Self(vector: 0, tag: 0)
    default:
      throw CommandError(
        .refusedLocally, "files are not encrypted with \(algorithm?.word ?? "a key without an algorithm")",
        hint: "aes, chacha20-poly1305 and rsa keys encrypt files", parameter: "key")
    }
  }

  private init(vector: Int, tag: Int) {
    self.vector = vector
    self.tag = tag
  }

  // Cosmian's extension of the enumeration.
  private static let gcmSIV = BlockCipherMode(rawValue: 0x8000_0002)

  private static func aes(_ parameters: CryptographicParameters?) throws -> Self {
    switch parameters?.blockCipherMode {
    case nil, .gcm?, .aead?: Self(vector: 12, tag: try tagLength(parameters))
    case gcmSIV?: Self(vector: 12, tag: 16)
    case .cbc?, .ctr?, .cfb?, .ofb?, .xts?: Self(vector: 16, tag: 0)
    case .ecb?, .nistKeyWrap?, .aesKeyWrapPadding?: Self(vector: 0, tag: 0)
    case let mode?:
      throw CommandError(
        .refusedLocally, "files are not encrypted in the mode \(mode.word)",
        hint: "gcm is the usual one; cbc, ctr, cfb, ecb and xts are there too", parameter: "mode")
    }
  }

  // The key's own parameters may say anything.
  private static func tagLength(_ parameters: CryptographicParameters?) throws -> Int {
    let length = parameters?.tagLength ?? 16
    guard (1...16).contains(length) else {
      throw CommandError(.refusedLocally, "found a tag length of \(length), wanted 1 to 16 bytes", parameter: "key")
    }
    return Int(length)
  }
}

extension KMS {
  /// As the command's words, else the key's own parameters, say.
  func layout(of key: String, _ asked: CryptographicParameters?) async throws -> SealedLayout {
    let attributes = try await attributes(of: key)
    return try SealedLayout(attributes.cryptographicAlgorithm, asked ?? attributes.cryptographicParameters.first)
  }
}
