import CLibCrypto
import KMIP

/// OpenSSL's context of one encryption or decryption in parts.
struct CipherContext: ~Copyable {
  private let context: OpaquePointer
  private let blockLength: Int

  init(_ cipher: PartwiseCipher, key: Secret, iv: [UInt8], isEncrypting: Bool) throws {
    guard let context = EVP_CIPHER_CTX_new() else { throw Self.broken }
    let iv = cipher.prefix + iv
    let direction: Int32 = isEncrypting ? 1 : 0
    let isReady =
      EVP_CipherInit_ex2(context, cipher.function, nil, nil, direction, nil) == 1
      && Self.takes(ivLength: iv.count, context)
      && key.withBytes {
        EVP_CipherInit_ex2(context, nil, $0.bindMemory(to: UInt8.self).baseAddress, iv, direction, nil) == 1
      }
    guard isReady, EVP_CIPHER_CTX_set_padding(context, cipher.isPadded ? 1 : 0) == 1 else {
      EVP_CIPHER_CTX_free(context)
      throw Self.broken
    }
    self.context = context
    blockLength = Int(EVP_CIPHER_get_block_size(cipher.function))
  }

  // Only ciphers with a tag take vectors of more than one length.
  private static func takes(ivLength: Int, _ context: OpaquePointer) -> Bool {
    EVP_CIPHER_CTX_get_iv_length(context) == ivLength
      || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, Int32(clamping: ivLength), nil) == 1
  }

  /// CCM, whose lengths and tag are known before its key (RFC 3610).
  init(ccm cipher: PartwiseCipher, key: Secret, nonce: [UInt8], tagLength: Int, expecting tag: [UInt8]?) throws {
    guard let context = EVP_CIPHER_CTX_new() else { throw Self.broken }
    var expected = tag ?? []
    // An encryption only tells how long its tag is.
    let isTold = { (context: OpaquePointer) in
      tag == nil
        ? EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(clamping: tagLength), nil) == 1
        : EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(clamping: tagLength), &expected) == 1
    }
    let isEncrypting: Int32 = tag == nil ? 1 : 0
    let isReady =
      EVP_CipherInit_ex2(context, cipher.function, nil, nil, isEncrypting, nil) == 1
      && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, Int32(clamping: nonce.count), nil) == 1
      && isTold(context)
      && key.withBytes {
        EVP_CipherInit_ex2(context, nil, $0.bindMemory(to: UInt8.self).baseAddress, nonce, isEncrypting, nil) == 1
      }
    guard isReady else {
      EVP_CIPHER_CTX_free(context)
      throw Self.broken
    }
    self.context = context
    blockLength = 16
  }

  /// Tells CCM how many bytes are to come.
  mutating func announce(_ count: Int) throws {
    var written: Int32 = 0
    guard let count = Int32(exactly: count), EVP_CipherUpdate(context, nil, &written, nil, count) == 1 else {
      throw Self.broken
    }
  }

  deinit { EVP_CIPHER_CTX_free(context) }

  mutating func authenticate(_ data: [UInt8]) throws {
    var count: Int32 = 0
    guard let length = Int32(exactly: data.count), EVP_CipherUpdate(context, nil, &count, data, length) == 1 else {
      throw Self.broken
    }
  }

  mutating func update(_ data: [UInt8]) throws -> [UInt8] {
    guard let length = Int32(exactly: data.count), data.count < .max - blockLength else { throw Self.broken }
    return try output(data.count + blockLength) { EVP_CipherUpdate(context, $0, &$1, data, length) }
  }

  mutating func finalized() throws -> [UInt8] {
    try output(blockLength) { EVP_CipherFinal_ex(context, $0, &$1) }
  }

  mutating func tag(length: Int) throws -> [UInt8] {
    var tag = [UInt8](repeating: 0, count: length)
    guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(clamping: length), &tag) == 1 else {
      throw Self.broken
    }
    return tag
  }

  mutating func expect(tag: [UInt8]) throws {
    var tag = tag
    guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(clamping: tag.count), &tag) == 1 else {
      throw Self.broken
    }
  }

  private func output(
    _ capacity: Int, _ body: (UnsafeMutablePointer<UInt8>?, inout Int32) -> Int32
  ) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
      var count: Int32 = 0
      guard body(buffer.baseAddress, &count) == 1, count >= 0, Int(count) <= capacity else { throw Self.broken }
      written = Int(count)
    }
  }

  private static var broken: OperationFailure { OpenSSL.failure("the cipher does not take this data") }
}
