import CLibCrypto
import KMIP

/// OpenSSL's name for a hash.
struct MessageDigest {
  let function: OpaquePointer

  init(_ algorithm: HashingAlgorithm) throws {
    guard let function = Self.function(algorithm) else {
      throw OperationFailure.unsupported("hashing with \(algorithm) is not supported")
    }
    self.function = function
  }

  /// Of the digest.
  var byteCount: Int { Int(EVP_MD_get_size(function)) }

  private static func function(_ algorithm: HashingAlgorithm) -> OpaquePointer? {
    switch algorithm {
    case .md5: EVP_md5()
    case .sha1: EVP_sha1()
    case .sha224: EVP_sha224()
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    case .sha512224: EVP_sha512_224()
    case .sha512256: EVP_sha512_256()
    case .sha3224: EVP_sha3_224()
    case .sha3256: EVP_sha3_256()
    case .sha3384: EVP_sha3_384()
    case .sha3512: EVP_sha3_512()
    default: nil
    }
  }
}
