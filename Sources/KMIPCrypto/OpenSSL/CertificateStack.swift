import CLibCrypto
import KMIP

/// OpenSSL's list of certificates or revocation lists, with what is in it.
struct OpenSSLStack: ~Copyable {
  enum Kind { case certificates, revocationLists }

  let pointer: OpaquePointer
  private let kind: Kind

  init(_ kind: Kind) throws {
    guard let pointer = OPENSSL_sk_new_null() else { throw OpenSSL.failure("out of memory") }
    self.pointer = pointer
    self.kind = kind
  }

  /// Takes over a list that OpenSSL made.
  init(owning pointer: OpaquePointer, _ kind: Kind) {
    self.pointer = pointer
    self.kind = kind
  }

  static func certificates(_ documents: [[UInt8]]) throws -> OpenSSLStack {
    let stack = try OpenSSLStack(.certificates)
    for der in documents { try stack.append(OpenSSL.certificate(der)) }
    return stack
  }

  static func revocationLists(_ documents: [[UInt8]]) throws -> OpenSSLStack {
    let stack = try OpenSSLStack(.revocationLists)
    for der in documents { try stack.append(OpenSSL.revocationList(der)) }
    return stack
  }

  deinit {
    for element in elements { kind == .certificates ? X509_free(element) : X509_CRL_free(element) }
    OPENSSL_sk_free(pointer)
  }

  /// Takes over the element.
  private func append(_ element: OpaquePointer) throws {
    guard OPENSSL_sk_push(pointer, UnsafeRawPointer(element)) > 0 else {
      kind == .certificates ? X509_free(element) : X509_CRL_free(element)
      throw OpenSSL.failure("out of memory")
    }
  }

  var elements: [OpaquePointer] {
    (0..<max(0, OPENSSL_sk_num(pointer))).compactMap { OPENSSL_sk_value(pointer, $0).map(OpaquePointer.init) }
  }
}

extension OpenSSL {
  /// The caller frees it.
  static func certificate(_ der: [UInt8]) throws -> OpaquePointer {
    let value = der.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return d2i_X509(nil, &start, bytes.count)
    }
    guard let value else {
      forgetErrors()
      throw OperationFailure.invalid("the bytes are no X.509 certificate")
    }
    return value
  }

  /// The caller frees it.
  static func revocationList(_ der: [UInt8]) throws -> OpaquePointer {
    let value = der.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return d2i_X509_CRL(nil, &start, bytes.count)
    }
    guard let value else {
      forgetErrors()
      throw OperationFailure.invalid("the bytes are no certificate revocation list")
    }
    return value
  }
}
