import KMIP

/// SP 800-38D with the vectors and tags that the other library has not: of any length, and shortened.
struct GCM {
  private let cipher: PartwiseCipher
  private let key: Secret
  private let iv: [UInt8]
  private let tagLength: Int

  init(_ suite: CipherSuite, _ key: Secret, _ iv: [UInt8], _ tagLength: Int) throws {
    cipher = try PartwiseCipher(suite, keyLength: key.count, ivLength: iv.count)
    self.key = key
    self.iv = iv
    self.tagLength = tagLength
  }

  func encrypt(_ data: [UInt8], _ additionalData: [UInt8]) throws -> Ciphertext {
    var context = try CipherContext(cipher, key: key, iv: iv, isEncrypting: true)
    if !additionalData.isEmpty { try context.authenticate(additionalData) }
    let ciphertext = try context.update(data) + context.finalized()
    return Ciphertext(data: ciphertext, authenticatedEncryptionTag: try context.tag(length: tagLength))
  }

  func decrypt(_ data: [UInt8], _ additionalData: [UInt8], _ tag: [UInt8]) throws -> [UInt8] {
    var context = try CipherContext(cipher, key: key, iv: iv, isEncrypting: false)
    if !additionalData.isEmpty { try context.authenticate(additionalData) }
    let plaintext = try context.update(data)
    try context.expect(tag: tag)
    return try plaintext + context.finalized()
  }
}
