import KMIP

/// SP 800-38C, of data that is there as a whole.
struct CCM {
  private let cipher: PartwiseCipher
  private let key: Secret
  private let nonce: [UInt8]
  private let tagLength: Int

  init(_ suite: CipherSuite, _ key: Secret, _ nonce: [UInt8], _ tagLength: Int) throws {
    cipher = try PartwiseCipher(suite, keyLength: key.count, ivLength: nonce.count)
    self.key = key
    self.nonce = nonce
    self.tagLength = tagLength
  }

  func encrypt(_ data: [UInt8], _ additionalData: [UInt8]) throws -> Ciphertext {
    try checkLength(data)
    var context = try CipherContext(ccm: cipher, key: key, nonce: nonce, tagLength: tagLength, expecting: nil)
    let ciphertext = try process(data, additionalData, &context)
    return Ciphertext(data: ciphertext, authenticatedEncryptionTag: try context.tag(length: tagLength))
  }

  func decrypt(_ data: [UInt8], _ additionalData: [UInt8], _ tag: [UInt8]) throws -> [UInt8] {
    try checkLength(data)
    return try refusing(.cryptographicFailure, "the data does not decrypt") {
      var context = try CipherContext(ccm: cipher, key: key, nonce: nonce, tagLength: tagLength, expecting: tag)
      return try process(data, additionalData, &context)
    }
  }

  private func process(
    _ data: [UInt8], _ additionalData: [UInt8], _ context: inout CipherContext
  ) throws -> [UInt8] {
    try context.announce(data.count)
    if !additionalData.isEmpty { try context.authenticate(additionalData) }
    return try context.update(data)
  }

  // A long nonce leaves few bytes to count the data with.
  private func checkLength(_ data: [UInt8]) throws {
    let bytes = 15 - nonce.count
    let limit = 1 << (8 * bytes)
    guard bytes >= 4 || data.count < limit else {
      throw OperationFailure.invalid("CCM with a nonce of \(nonce.count) bytes takes fewer than \(limit) bytes")
    }
  }
}
