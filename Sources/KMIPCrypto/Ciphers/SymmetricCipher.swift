import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP

struct SymmetricCipher {
  let suite: CipherSuite
  let key: Crypto.SymmetricKey
  private let secret: Secret
  let iv: [UInt8]
  let additionalData: [UInt8]

  init(_ suite: CipherSuite, _ secret: Secret, _ iv: [UInt8], _ additionalData: [UInt8]) {
    self.suite = suite
    self.secret = secret
    key = secret.withBytes { Crypto.SymmetricKey(data: $0) }
    self.iv = iv
    self.additionalData = additionalData
  }

  func encrypt(_ data: [UInt8]) throws -> Ciphertext {
    try refusing(.cryptographicFailure, "the data was not encrypted") {
      switch suite {
      case .gcm(let tagLength) where iv.count != 12:
        return try GCM(suite, secret, iv, tagLength).encrypt(data, additionalData)
      case .gcm(let tagLength):
        let box = try AES.GCM.seal(data, using: key, nonce: .init(data: iv), authenticating: additionalData)
        return sealed(box.ciphertext, box.tag.prefix(tagLength))
      case .gcmSIV:
        let box = try AES.GCM._SIV.seal(data, using: key, nonce: .init(data: iv), authenticating: additionalData)
        return sealed(box.ciphertext, box.tag)
      case .chaCha20Poly1305(let tagLength):
        let box = try ChaChaPoly.seal(data, using: key, nonce: .init(data: iv), authenticating: additionalData)
        return sealed(box.ciphertext, box.tag.prefix(tagLength))
      case .ccm(let tagLength): return try CCM(suite, secret, iv, tagLength).encrypt(data, additionalData)
      case .keyWrap: return Ciphertext(data: try KeyWrap.wrap(data, with: key))
      case .keyWrapPadding: return Ciphertext(data: try KeyWrapPadding.wrap(data, with: key))
      default: return Ciphertext(data: try BlockModes(suite, key, iv).encrypt(data))
      }
    }
  }

  private func sealed(_ data: some Sequence<UInt8>, _ tag: some Sequence<UInt8>) -> Ciphertext {
    Ciphertext(data: Array(data), authenticatedEncryptionTag: Array(tag))
  }

  func decrypt(_ ciphertext: Ciphertext) throws -> [UInt8] {
    try refusing(.cryptographicFailure, "the data does not decrypt: a wrong key, tag or parameter, or damaged data") {
      let data = ciphertext.data
      switch suite {
      case .gcm(let tagLength):
        let tag = try tag(ciphertext, length: tagLength)
        guard tagLength == 16, iv.count == 12 else {
          return try GCM(suite, secret, iv, tagLength).decrypt(data, additionalData, tag)
        }
        return try openGCM(data, tag)
      case .gcmSIV:
        let tag = try tag(ciphertext, length: 16)
        let box = try AES.GCM._SIV.SealedBox(nonce: .init(data: iv), ciphertext: data, tag: tag)
        return Array(try AES.GCM._SIV.open(box, using: key, authenticating: additionalData))
      case .ccm(let tagLength):
        let tag = try tag(ciphertext, length: tagLength)
        return try CCM(suite, secret, iv, tagLength).decrypt(data, additionalData, tag)
      case .chaCha20Poly1305(let tagLength):
        let tag = try tag(ciphertext, length: tagLength)
        guard tagLength == 16 else { return try openTruncatedChaCha(data, tag) }
        let box = try ChaChaPoly.SealedBox(nonce: .init(data: iv), ciphertext: data, tag: tag)
        return Array(try ChaChaPoly.open(box, using: key, authenticating: additionalData))
      case .keyWrap: return try KeyWrap.unwrap(data, with: key)
      case .keyWrapPadding: return try KeyWrapPadding.unwrap(data, with: key)
      default: return try BlockModes(suite, key, iv).decrypt(data)
      }
    }
  }

  private func tag(_ ciphertext: Ciphertext, length: Int) throws -> [UInt8] {
    try CipherSuite.checked(ciphertext.authenticatedEncryptionTag, length: length)
  }

  private func openGCM(_ data: [UInt8], _ tag: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(nonce: .init(data: iv), ciphertext: data, tag: tag)
    return Array(try AES.GCM.open(box, using: key, authenticating: additionalData))
  }

  // The library opens whole tags only. The data is encrypted from the block after the one of the tag's key
  // (RFC 8439 §2.8), sealed again, and the tag of that is the one to compare with.
  private func openTruncatedChaCha(_ data: [UInt8], _ tag: [UInt8]) throws -> [UInt8] {
    let plaintext = try BlockModes(.chaCha20(counter: 1), key, iv).decrypt(data)
    let box = try ChaChaPoly.seal(plaintext, using: key, nonce: .init(data: iv), authenticating: additionalData)
    guard isEqualInConstantTime(Array(box.tag.prefix(tag.count)), tag) else {
      throw CryptoKitError.authenticationFailure
    }
    return plaintext
  }
}

func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  left.withUnsafeBytes { left in right.withUnsafeBytes { constantTimeEqual(left, $0) } }
}
