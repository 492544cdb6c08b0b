public import KMIP

public enum Cipher {
  /// RSA and elliptic curves encrypt with a public key, or with the public half of a private one. ML-KEM makes a
  /// secret in place of encrypting one: the answer's data is the secret and its nonce what decrypts to it.
  public static func encrypt(
    _ data: [UInt8], with key: CryptographicKey, parameters: CryptographicParameters? = nil,
    ivCounterNonce: [UInt8]? = nil, additionalData: [UInt8]? = nil
  ) throws -> Ciphertext {
    let parameters = parameters ?? CryptographicParameters()
    if let kind = key.encapsulates { return try Encapsulation.encapsulate(data, with: key, kind) }
    let suite = try CipherSuite(key, parameters)
    try suite.check(additionalData: additionalData)
    switch suite {
    case .rsaOAEP, .rsaPKCS1, .rsaAESKeyWrap:
      return Ciphertext(data: try RSACipher.encrypt(data, suite, key.openSSLKey()))
    case .hybrid(let curve):
      return Ciphertext(data: try HybridCipher(curve, additionalData ?? []).seal(data, to: key.publicKeyValue()))
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
    if let kind = key.encapsulates { return try Encapsulation.decapsulate(ciphertext.data, with: key, kind) }
    let suite = try CipherSuite(key, parameters ?? CryptographicParameters())
    try suite.check(additionalData: additionalData)
    switch suite {
    case .rsaOAEP, .rsaPKCS1, .rsaAESKeyWrap:
      try key.requirePrivate()
      return try RSACipher.decrypt(ciphertext.data, suite, key.openSSLKey())
    case .hybrid(let curve):
      return try HybridCipher(curve, additionalData ?? []).open(ciphertext.data, with: key.privateKeyValue())
    default:
      let iv = try suite.givenVector(ciphertext.ivCounterNonce)
      return try SymmetricCipher(suite, key.symmetricBytes(), iv, additionalData ?? []).decrypt(ciphertext)
    }
  }
}
