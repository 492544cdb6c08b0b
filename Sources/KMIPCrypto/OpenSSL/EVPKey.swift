import CLibCrypto
import KMIP

/// OpenSSL's asymmetric key: what it reads it has checked.
final class EVPKey: Sendable {
  // Nothing changes a key after it was read; its count of references is atomic.
  nonisolated(unsafe) let pointer: OpaquePointer

  /// Takes over the reference.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { EVP_PKEY_free(pointer) }

  convenience init(pkcs8: Secret) throws {
    let key = pkcs8.withBytes { bytes -> OpaquePointer? in
      var start = bytes.bindMemory(to: UInt8.self).baseAddress
      guard let info = d2i_PKCS8_PRIV_KEY_INFO(nil, &start, bytes.count) else { return nil }
      defer { PKCS8_PRIV_KEY_INFO_free(info) }
      return EVP_PKCS82PKEY(info)
    }
    guard let key else { throw Self.damaged("private") }
    self.init(owning: key)
  }

  convenience init(spki: [UInt8]) throws {
    let key = spki.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return d2i_PUBKEY(nil, &start, bytes.count)
    }
    guard let key else { throw Self.damaged("public") }
    self.init(owning: key)
  }

  /// PKCS#8 in DER.
  var pkcs8: Secret {
    get throws {
      guard let info = EVP_PKEY2PKCS8(pointer) else { throw OpenSSL.failure("the private key was not written") }
      defer { PKCS8_PRIV_KEY_INFO_free(info) }
      return Secret(try OpenSSL.encoded { i2d_PKCS8_PRIV_KEY_INFO(info, $0) })
    }
  }

  /// SubjectPublicKeyInfo in DER.
  var spki: [UInt8] {
    get throws { try OpenSSL.encoded { i2d_PUBKEY(pointer, $0) } }
  }

  private static func damaged(_ kind: String) -> OperationFailure {
    OpenSSL.forgetErrors()
    return .invalid("the \(kind) key is damaged or of an unsupported kind")
  }
}

extension EVPKey {
  /// A key pair of an algorithm that OpenSSL knows by name.
  static func generate(_ name: String, group: String? = nil) throws -> EVPKey {
    let context = try KeyContext(name)
    try context.require(EVP_PKEY_keygen_init(context.pointer))
    if let group { try context.require(EVP_PKEY_CTX_set_group_name(context.pointer, group)) }
    var key: OpaquePointer?
    try context.require(EVP_PKEY_generate(context.pointer, &key))
    guard let key else { throw OpenSSL.failure("the key pair was not made") }
    return EVPKey(owning: key)
  }

  /// What two keys agree on (ECDH, X448, …).
  func sharedSecret(with other: EVPKey) throws -> Secret {
    let context = try KeyContext(self)
    try context.require(EVP_PKEY_derive_init(context.pointer))
    try context.require(EVP_PKEY_derive_set_peer(context.pointer, other.pointer))
    return Secret(try context.output { EVP_PKEY_derive(context.pointer, $0, &$1) })
  }
}
