import Crypto
import KMIP

enum RSACipher {
  static func encrypt(_ data: [UInt8], _ suite: CipherSuite, _ key: EVPKey) throws -> [UInt8] {
    if case .rsaAESKeyWrap(let oaep) = suite { return try wrap(data, oaep, key) }
    let limit = try limit(suite, key)
    guard data.count <= limit else {
      throw OperationFailure.invalid(
        "data too large: found \(data.count) bytes, this RSA key encrypts \(max(0, limit)) at most")
    }
    return try refusing(.cryptographicFailure, "the data was not encrypted") { try key.encrypt(data, oaep(suite)) }
  }

  static func decrypt(_ data: [UInt8], _ suite: CipherSuite, _ key: EVPKey) throws -> [UInt8] {
    if case .rsaAESKeyWrap(let oaep) = suite { return try unwrap(data, oaep, key) }
    do {
      return try key.decrypt(data, oaep(suite))
    } catch {
      throw OperationFailure.cryptographic("the data does not decrypt: a wrong key or parameter, or damaged data")
    }
  }

  /// Nothing for PKCS#1 v1.5.
  private static func oaep(_ suite: CipherSuite) throws -> OAEP? {
    switch suite {
    case .rsaOAEP(let oaep): oaep
    case .rsaPKCS1: nil
    default: throw OperationFailure.unsupported("the cipher is not supported for RSA")
    }
  }

  // RFC 8017 §7.1.1, §7.2.1.
  private static func limit(_ suite: CipherSuite, _ key: EVPKey) throws -> Int {
    guard let oaep = try oaep(suite) else { return key.byteCount - 11 }
    return key.byteCount - 2 * (try MessageDigest(oaep.hash).byteCount) - 2
  }
}

/// PKCS#11 §2.1.21: an AES key of the moment, sealed with OAEP, and after it the data wrapped with that (RFC 5649).
extension RSACipher {
  private static func wrap(_ data: [UInt8], _ oaep: OAEP, _ key: EVPKey) throws -> [UInt8] {
    let secret = RandomBytes.unlimited(32)
    let sealed = try encrypt(secret, .rsaOAEP(oaep), key)
    return try sealed + KeyWrapPadding.wrap(data, with: SymmetricKey(data: secret))
  }

  private static func unwrap(_ data: [UInt8], _ oaep: OAEP, _ key: EVPKey) throws -> [UInt8] {
    let (sealed, wrapped) = (Array(data.prefix(key.byteCount)), Array(data.dropFirst(key.byteCount)))
    let secret = try decrypt(sealed, .rsaOAEP(oaep), key)
    guard [16, 24, 32].contains(secret.count) else {
      throw OperationFailure.cryptographic("the data does not decrypt: it holds no AES key")
    }
    return try refusing(.cryptographicFailure, "the data does not decrypt: damaged data") {
      try KeyWrapPadding.unwrap(wrapped, with: SymmetricKey(data: secret))
    }
  }
}
