import Crypto
import FoundationEssentials
import KMIP

/// Encryption to an elliptic key: HPKE (RFC 9180) in base mode with AES-GCM, whose answer is the encapsulated key and
/// the ciphertext with its tag, one after the other.
struct HybridCipher {
  static let curves: Set<Curve> = [.p256, .p384, .p521, .x25519]

  private let suite: HPKE.Ciphersuite
  private let encapsulatedLength: Int
  private let additionalData: [UInt8]

  init(_ curve: Curve, _ additionalData: [UInt8]) throws {
    self.additionalData = additionalData
    switch curve {
    case .p256: suite = .init(kem: .P256_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_128)
    case .p384: suite = .init(kem: .P384_HKDF_SHA384, kdf: .HKDF_SHA384, aead: .AES_GCM_256)
    case .p521: suite = .init(kem: .P521_HKDF_SHA512, kdf: .HKDF_SHA512, aead: .AES_GCM_256)
    case .x25519: suite = .init(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_128)
    default: throw OperationFailure.unsupported("encryption with keys of this curve is not supported")
    }
    encapsulatedLength = curve == .x25519 ? 32 : 1 + 2 * curve.byteCount
  }

  func seal(_ data: [UInt8], to key: PublicKeyValue) throws -> [UInt8] {
    try refusing(.cryptographicFailure, "the data was not encrypted") {
      var sender =
        switch key {
        case .p256(let key): try sender(P256.KeyAgreement.PublicKey(rawRepresentation: key.rawRepresentation))
        case .p384(let key): try sender(P384.KeyAgreement.PublicKey(rawRepresentation: key.rawRepresentation))
        case .p521(let key): try sender(P521.KeyAgreement.PublicKey(rawRepresentation: key.rawRepresentation))
        case .x25519(let key): try sender(key)
        default: throw OperationFailure.unsupported("the cipher does not fit the key")
        }
      let sealed = try sender.seal(data, authenticating: additionalData)
      return Array(sender.encapsulatedKey) + Array(sealed)
    }
  }

  private func sender<Key: HPKEDiffieHellmanPublicKey>(_ key: Key) throws -> HPKE.Sender {
    try HPKE.Sender(recipientKey: key, ciphersuite: suite, info: Data())
  }

  func open(_ data: [UInt8], with key: PrivateKeyValue) throws -> [UInt8] {
    let (encapsulated, sealed) = (Data(data.prefix(encapsulatedLength)), Array(data.dropFirst(encapsulatedLength)))
    return try refusing(.cryptographicFailure, "the data does not decrypt: a wrong key, or damaged data") {
      var recipient =
        switch key {
        case .p256(let key):
          try recipient(P256.KeyAgreement.PrivateKey(rawRepresentation: key.rawRepresentation), encapsulated)
        case .p384(let key):
          try recipient(P384.KeyAgreement.PrivateKey(rawRepresentation: key.rawRepresentation), encapsulated)
        case .p521(let key):
          try recipient(P521.KeyAgreement.PrivateKey(rawRepresentation: key.rawRepresentation), encapsulated)
        case .x25519(let key): try recipient(key, encapsulated)
        default: throw OperationFailure.unsupported("the cipher does not fit the key")
        }
      return Array(try recipient.open(sealed, authenticating: additionalData))
    }
  }

  private func recipient<Key: HPKEDiffieHellmanPrivateKey>(
    _ key: Key, _ encapsulated: Data
  ) throws -> HPKE.Recipient {
    try HPKE.Recipient(privateKey: key, ciphersuite: suite, info: Data(), encapsulatedKey: encapsulated)
  }
}
