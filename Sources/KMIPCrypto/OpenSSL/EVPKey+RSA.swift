import CLibCrypto
import KMIP

/// OAEP's hashes and label (RFC 8017 §7.1).
struct OAEP: Equatable {
  var hash = HashingAlgorithm.sha256
  var maskHash = HashingAlgorithm.sha256
  var label: [UInt8] = []
}

/// PSS's hashes and its salt in bytes (RFC 8017 §8.1).
struct PSS: Equatable {
  var hash = HashingAlgorithm.sha256
  var maskHash = HashingAlgorithm.sha256
  /// As long as the digest if left open; a signature to be verified then says it itself.
  var saltLength: Int32?
}

extension EVPKey {
  /// Modulus in bytes.
  var byteCount: Int { Int(EVP_PKEY_get_size(pointer)) }

  /// - Parameter oaep: Without it the padding is that of PKCS#1 v1.5.
  func encrypt(_ data: [UInt8], _ oaep: OAEP?) throws -> [UInt8] {
    let context = try KeyContext(self)
    try context.require(EVP_PKEY_encrypt_init(context.pointer))
    try context.pad(oaep)
    return try context.output { EVP_PKEY_encrypt(context.pointer, $0, &$1, data, data.count) }
  }

  /// - Parameter oaep: Without it the padding is that of PKCS#1 v1.5.
  func decrypt(_ data: [UInt8], _ oaep: OAEP?) throws -> [UInt8] {
    let context = try KeyContext(self)
    try context.require(EVP_PKEY_decrypt_init(context.pointer))
    try context.pad(oaep)
    return try context.output { EVP_PKEY_decrypt(context.pointer, $0, &$1, data, data.count) }
  }

  /// - Parameter pss: Without it the padding is that of PKCS#1 v1.5.
  func signRSA(_ digest: [UInt8], _ hash: HashingAlgorithm, _ pss: PSS?) throws -> [UInt8] {
    let context = try KeyContext(self)
    try context.require(EVP_PKEY_sign_init(context.pointer))
    try context.pad(hash, pss, saltOtherwise: RSA_PSS_SALTLEN_DIGEST)
    return try context.output { EVP_PKEY_sign(context.pointer, $0, &$1, digest, digest.count) }
  }

  func verifyRSA(_ signature: [UInt8], _ digest: [UInt8], _ hash: HashingAlgorithm, _ pss: PSS?) throws -> Bool {
    let context = try KeyContext(self)
    try context.require(EVP_PKEY_verify_init(context.pointer))
    try context.pad(hash, pss, saltOtherwise: RSA_PSS_SALTLEN_AUTO)
    defer { OpenSSL.forgetErrors() }
    return EVP_PKEY_verify(context.pointer, signature, signature.count, digest, digest.count) == 1
  }
}

extension KeyContext {
  fileprivate func pad(_ oaep: OAEP?) throws {
    guard let oaep else { return try require(EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PADDING)) }
    try require(EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_OAEP_PADDING))
    try require(EVP_PKEY_CTX_set_rsa_oaep_md(pointer, MessageDigest(oaep.hash).function))
    try require(EVP_PKEY_CTX_set_rsa_mgf1_md(pointer, MessageDigest(oaep.maskHash).function))
    guard !oaep.label.isEmpty else { return }
    // The context takes over the memory of its label when it takes it.
    let label = CRYPTO_memdup(oaep.label, oaep.label.count, #file, #line)
    guard EVP_PKEY_CTX_set0_rsa_oaep_label(pointer, label, Int32(clamping: oaep.label.count)) > 0 else {
      CRYPTO_free(label, #file, #line)
      throw OpenSSL.failure("the label is not taken")
    }
  }

  fileprivate func pad(_ hash: HashingAlgorithm, _ pss: PSS?, saltOtherwise: Int32) throws {
    try require(EVP_PKEY_CTX_set_rsa_padding(pointer, pss == nil ? RSA_PKCS1_PADDING : RSA_PKCS1_PSS_PADDING))
    try require(EVP_PKEY_CTX_set_signature_md(pointer, MessageDigest(hash).function))
    guard let pss else { return }
    try require(EVP_PKEY_CTX_set_rsa_mgf1_md(pointer, MessageDigest(pss.maskHash).function))
    try require(EVP_PKEY_CTX_set_rsa_pss_saltlen(pointer, pss.saltLength ?? saltOtherwise))
  }
}
