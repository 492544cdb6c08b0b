import CLibCrypto
import KMIP

extension EVPKey {
  /// A signature over data that the algorithm hashes itself, such as Ed448 (RFC 8032).
  func signWhole(_ data: [UInt8]) throws -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw Self.unsigned }
    defer { EVP_MD_CTX_free(context) }
    var count = 0
    guard EVP_DigestSignInit(context, nil, nil, nil, pointer) == 1,
      EVP_DigestSign(context, nil, &count, data, data.count) == 1
    else { throw Self.unsigned }
    var signature = [UInt8](repeating: 0, count: count)
    guard EVP_DigestSign(context, &signature, &count, data, data.count) == 1, count == signature.count else {
      throw Self.unsigned
    }
    return signature
  }

  func verifyWhole(_ signature: [UInt8], _ data: [UInt8]) throws -> Bool {
    guard let context = EVP_MD_CTX_new() else { throw Self.unsigned }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, nil, nil, pointer) == 1 else { throw Self.unsigned }
    defer { OpenSSL.forgetErrors() }
    return EVP_DigestVerify(context, signature, signature.count, data, data.count) == 1
  }

  private static var unsigned: OperationFailure { OpenSSL.failure("the data was not signed") }
}
