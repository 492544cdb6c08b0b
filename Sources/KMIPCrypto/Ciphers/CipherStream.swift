public import KMIP
import Synchronization

/// Encrypts or decrypts data that comes in parts, to the same bytes as `Cipher` gives for the whole.
public final class CipherStream: Sendable {
  /// Of an encryption: `nil` when the caller gave one.
  public let ivCounterNonce: [UInt8]?
  private let tagLength: Int
  private let isEncrypting: Bool
  private let context: Mutex<CipherContext>

  private init(
    _ suite: CipherSuite, _ secret: Secret, iv: [UInt8], isOurs: Bool, _ additionalData: [UInt8]?, isEncrypting: Bool
  ) throws {
    tagLength = suite.tagLength
    ivCounterNonce = isOurs ? iv : nil
    self.isEncrypting = isEncrypting
    let cipher = try PartwiseCipher(suite, keyLength: secret.count, ivLength: iv.count)
    var context = try CipherContext(cipher, key: secret, iv: iv, isEncrypting: isEncrypting)
    if let additionalData, !additionalData.isEmpty { try context.authenticate(additionalData) }
    self.context = Mutex(context)
  }

  public static func encrypting(
    with key: CryptographicKey, parameters: CryptographicParameters?, ivCounterNonce: [UInt8]?,
    additionalData: [UInt8]?
  ) throws -> CipherStream {
    let parameters = parameters ?? CryptographicParameters()
    let suite = try CipherSuite(key, parameters)
    try suite.check(additionalData: additionalData)
    try suite.checkParts()
    let iv = try suite.initializationVector(ivCounterNonce, parameters)
    return try CipherStream(
      suite, key.symmetricBytes(), iv: iv, isOurs: ivCounterNonce == nil && suite.ivLength != nil, additionalData,
      isEncrypting: true)
  }

  public static func decrypting(
    with key: CryptographicKey, parameters: CryptographicParameters?, ivCounterNonce: [UInt8]?,
    additionalData: [UInt8]?
  ) throws -> CipherStream {
    let suite = try CipherSuite(key, parameters ?? CryptographicParameters())
    try suite.check(additionalData: additionalData)
    try suite.checkParts()
    return try CipherStream(
      suite, key.symmetricBytes(), iv: suite.givenVector(ivCounterNonce), isOurs: false, additionalData,
      isEncrypting: false)
  }

  /// What the part gives: block ciphers hold back what fills no block.
  public func update(_ data: [UInt8]) throws -> [UInt8] { try context.withLock { try $0.update(data) } }

  /// What was held back, and the tag if the cipher has one.
  public func finalizedEncryption() throws -> (data: [UInt8], tag: [UInt8]?) {
    try context.withLock { context in
      let data = try refusing(.cryptographicFailure, "the data is not encrypted: it ends within a block") {
        try context.finalized()
      }
      return (data, tagLength > 0 ? try context.tag(length: tagLength) : nil)
    }
  }

  /// What was held back. Until this has returned, what `update` gave of an authenticated cipher is not to be trusted.
  public func finalizedDecryption(tag: [UInt8]?) throws -> [UInt8] {
    try context.withLock { context in
      if tagLength > 0 { try context.expect(tag: CipherSuite.checked(tag, length: tagLength)) }
      return try refusing(
        .cryptographicFailure, "the data does not decrypt: a wrong key, tag or parameter, or damaged data"
      ) { try context.finalized() }
    }
  }
}

extension CipherSuite {
  static func checked(_ tag: [UInt8]?, length: Int) throws -> [UInt8] {
    guard let tag else { throw OperationFailure.invalid("the authenticated encryption tag is missing") }
    guard tag.count == length else {
      throw OperationFailure.invalid("the authenticated encryption tag has \(tag.count) bytes, wanted \(length)")
    }
    return tag
  }

  fileprivate func checkParts() throws {
    switch self {
    case .gcm, .cbc, .ecb, .ctr, .cfb, .chaCha20, .chaCha20Poly1305: return
    case .gcmSIV, .ccm, .xts, .keyWrap, .keyWrapPadding, .rsaOAEP, .rsaPKCS1, .rsaAESKeyWrap, .hybrid:
      throw OperationFailure.unsupported("this cipher takes its data whole, not in parts")
    }
  }
}
