import CLibCrypto
public import KMIP

extension PKCS12Contents {
  private static let iterations: Int32 = 100_000

  /// Sealed with AES-256 under PBKDF2, with a MAC of SHA-256.
  public func encoded(password: Secret) throws -> [UInt8] {
    guard password.count > 0 else { throw OperationFailure.invalid("a PKCS#12 file needs a password") }
    let key = try privateKey.map { try EVPKey(pkcs8: $0) }
    let leaf = try certificate.map(OpenSSL.certificate)
    defer { X509_free(leaf) }
    if let key, let leaf, X509_check_private_key(leaf, key.pointer) != 1 {
      throw OpenSSL.failure("the certificate is not the one of the private key")
    }
    let others = try OpenSSLStack.certificates(chain)
    let file = try password.withPassword { password in
      PKCS12_create(
        password, friendlyName, key?.pointer, leaf, others.pointer, NID_aes_256_cbc, NID_aes_256_cbc, Self.iterations,
        Self.iterations, 0)
    }
    guard let file else { throw OpenSSL.failure("the PKCS#12 file was not made") }
    defer { PKCS12_free(file) }
    return try OpenSSL.encoded { i2d_PKCS12(file, $0) }
  }
}
