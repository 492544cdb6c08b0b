public import KMIP

public enum Cipher {
  /// RSA encrypts with a public key, or with the public half of a private one.
  public static func encrypt(
    _ data: [UInt8], with key: CryptographicKey, parameters: CryptographicParameters? = nil,
    ivCounterNonce: [UInt8]? = nil, additionalData: [UInt8]? = nil
  ) throws -> Ciphertext {
    let parameters = parameters ?? CryptographicParameters()
    let suite = try CipherSuite(key, parameters)
    try suite.check(additionalData: additionalData)
    switch suite {
    case .rsaOAEP, .rsaPKCS1:
      return Ciphertext(data: try RSACipher.encrypt(data, suite, key.publicKeyValue()))
    default:
      let iv = try suite.initializationVector(ivCounterNonce, parameters)
      var ciphertext = try SymmetricCipher(suite, key.symmetricBytes(), iv, additionalData ?? []).encrypt(data)
      ciphertext.ivCounterNonce = ivCounterNonce == nil && suite.ivLength != nil ? iv : nil
      return ciphertext
    }
  }

  public static func decrypt(
    _ ciphertext: Ciphertext, with key: CryptographicKey, parameters: CryptographicParameters? = nil,
    additionalData: [UInt8]? = nil
  ) throws -> [UInt8] {
    let suite = try CipherSuite(key, parameters ?? CryptographicParameters())
    try suite.check(additionalData: additionalData)
    switch suite {
    case .rsaOAEP, .rsaPKCS1: return try RSACipher.decrypt(ciphertext.data, suite, key.privateKeyValue())
    default:
      let iv = try suite.givenVector(ciphertext.ivCounterNonce)
      return try SymmetricCipher(suite, key.symmetricBytes(), iv, additionalData ?? []).decrypt(ciphertext)
    }
  }
}
