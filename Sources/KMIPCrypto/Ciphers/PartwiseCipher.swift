import CLibCrypto
import KMIP

/// OpenSSL's name for a cipher.
struct PartwiseCipher {
  let function: OpaquePointer
  let isPadded: Bool
  /// Stands before the initialization vector.
  let prefix: [UInt8]

  /// - Parameters:
  ///   - keyLength: In bytes.
  ///   - ivLength: In bytes.
  init(_ suite: CipherSuite, keyLength: Int, ivLength: Int) throws {
    guard let function = Self.function(suite, keyLength) else {
      throw OperationFailure.unsupported("this cipher takes no data in parts with a key of \(keyLength * 8) bits")
    }
    self.function = function
    switch suite {
    case .cbc(let isPadded), .ecb(let isPadded): self.isPadded = isPadded
    default: isPadded = false
    }
    // Of OpenSSL's ChaCha20 the counter is a part of the vector, in 4 bytes or in 8 as the nonce leaves room.
    if case .chaCha20(let counter) = suite {
      let bytes = withUnsafeBytes(of: UInt64(counter).littleEndian) { Array($0) }
      prefix = Array(bytes.prefix(max(4, 16 - ivLength)))
    } else {
      prefix = []
    }
  }

  private static func function(_ suite: CipherSuite, _ length: Int) -> OpaquePointer? {
    switch (suite, length) {
    case (.gcm, 16): EVP_aes_128_gcm()
    case (.gcm, 24): EVP_aes_192_gcm()
    case (.gcm, 32): EVP_aes_256_gcm()
    case (.cbc, 16): EVP_aes_128_cbc()
    case (.cbc, 24): EVP_aes_192_cbc()
    case (.cbc, 32): EVP_aes_256_cbc()
    case (.ecb, 16): EVP_aes_128_ecb()
    case (.ecb, 24): EVP_aes_192_ecb()
    case (.ecb, 32): EVP_aes_256_ecb()
    case (.ctr, 16): EVP_aes_128_ctr()
    case (.ctr, 24): EVP_aes_192_ctr()
    case (.ctr, 32): EVP_aes_256_ctr()
    case (.cfb, 16): EVP_aes_128_cfb128()
    case (.cfb, 24): EVP_aes_192_cfb128()
    case (.cfb, 32): EVP_aes_256_cfb128()
    case (.ccm, 16): EVP_aes_128_ccm()
    case (.ccm, 24): EVP_aes_192_ccm()
    case (.ccm, 32): EVP_aes_256_ccm()
    case (.chaCha20, 32): EVP_chacha20()
    case (.chaCha20Poly1305, 32): EVP_chacha20_poly1305()
    default: nil
    }
  }
}
