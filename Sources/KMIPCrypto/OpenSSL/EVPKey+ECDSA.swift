import CLibCrypto
import KMIP

extension EVPKey {
  /// ECDSA in DER, with the nonce of RFC 6979: the same key and digest give the same signature.
  func signECDSA(_ digest: [UInt8], _ hash: HashingAlgorithm) throws -> [UInt8] {
    guard let key = EVP_PKEY_get0_EC_KEY(pointer), let group = EC_KEY_get0_group(key),
      let number = EC_KEY_get0_private_key(key), let order = EC_GROUP_get0_order(group)
    else { throw OpenSSL.failure("the key does not sign with ECDSA") }
    var nonces = try DeterministicNonce(order: order, privateKey: number, digest: digest, hash: hash)
    // A nonce whose r or s is zero, which nobody has ever met, is followed by the next.
    for _ in 0..<8 {
      if let signature = try sign(digest, key, group, order, nonces.next()) { return signature }
    }
    throw OpenSSL.failure("the data was not signed")
  }

  private func sign(
    _ digest: [UInt8], _ key: OpaquePointer, _ group: OpaquePointer, _ order: OpaquePointer,
    _ nonce: borrowing BigNumber
  ) throws -> [UInt8]? {
    let x = try BigNumber()
    let inverse = try BigNumber()
    guard let context = BN_CTX_secure_new(), let point = EC_POINT_new(group) else { return nil }
    defer {
      EC_POINT_free(point)
      BN_CTX_free(context)
    }
    BN_set_flags(nonce.pointer, BN_FLG_CONSTTIME)
    guard EC_POINT_mul(group, point, nonce.pointer, nil, nil, context) == 1,
      EC_POINT_get_affine_coordinates(group, point, x.pointer, nil, context) == 1,
      BN_div(nil, x.pointer, x.pointer, order, context) == 1,
      BN_mod_inverse(inverse.pointer, nonce.pointer, order, context) != nil,
      let signature = ECDSA_do_sign_ex(
        digest, Int32(clamping: digest.count), inverse.pointer, x.pointer, key)
    else { return nil }
    defer { ECDSA_SIG_free(signature) }
    return try OpenSSL.encoded { i2d_ECDSA_SIG(signature, $0) }
  }

  /// What is no signature in DER is a wrong one.
  func verifyECDSA(_ signature: [UInt8], _ digest: [UInt8]) throws -> Bool {
    let context = try KeyContext(self)
    try context.require(EVP_PKEY_verify_init(context.pointer))
    defer { OpenSSL.forgetErrors() }
    return EVP_PKEY_verify(context.pointer, signature, signature.count, digest, digest.count) == 1
  }
}
