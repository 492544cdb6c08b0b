import CLibCrypto
import Foundation
public import KMIP
import NIOSSL

/// A certificate chain with its private key in one file that a password protects (RFC 7292).
public struct PKCS12File: Hashable, Sendable {
  public var path: String
  public var password: Secret?

  public init(path: String, password: Secret? = nil) {
    self.path = path
    self.password = password
  }

  // NIOSSL opens bundles too, and ends the process at one without a certificate or a key.
  func chainAndKey() throws(SetupError) -> ([NIOSSLCertificate], NIOSSLPrivateKey) {
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
      throw SetupError(.certificate, "the certificate bundle \(path) cannot be read", hint: "check the path")
    }
    guard let bundle = withPassword({ OpenedBundle(Array(bytes), password: $0) }) else { throw unreadable }
    do {
      let chain = try bundle.certificates.map { try NIOSSLCertificate(bytes: $0, format: .der) }
      return (chain, try bundle.key.withBytes { try NIOSSLPrivateKey(bytes: Array($0), format: .der) })
    } catch {
      throw unreadable
    }
  }

  private func withPassword<Result>(_ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    guard let password else { return body(nil) }
    var text = password.withBytes { $0.map { CChar(bitPattern: $0) } } + [0]
    defer { for index in text.indices { text[index] = 0 } }
    return text.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  private var unreadable: SetupError {
    SetupError(
      .certificate, "the certificate bundle \(path) cannot be opened",
      hint: password == nil
        ? "it must be a PKCS#12 file; if a password protects it, say where the password is: pkcs12-password-file"
        : "it must be a PKCS#12 file that holds a certificate and its key, and the password must be that of the file")
  }
}

/// What a bundle holds: the key's own certificate first, and all of it as DER.
private struct OpenedBundle {
  private(set) var certificates: [[UInt8]] = []
  let key: Secret

  init?(_ bytes: [UInt8], password: UnsafePointer<CChar>?) {
    guard let parts = Self.parts(bytes, password) ?? Self.oldParts(bytes, password) else { return nil }
    defer {
      EVP_PKEY_free(parts.key)
      X509_free(parts.certificate)
      OPENSSL_sk_pop_free(parts.others) { X509_free(OpaquePointer($0)) }
    }
    guard let key = Self.secret(parts.key), let own = Self.bytes(parts.certificate) else { return nil }
    self.key = key
    let others = (0..<max(0, OPENSSL_sk_num(parts.others))).compactMap {
      Self.bytes(OPENSSL_sk_value(parts.others, $0).map { OpaquePointer($0) })
    }
    certificates = [own] + others
  }

  private typealias Parts = (key: OpaquePointer, certificate: OpaquePointer, others: OpaquePointer?)

  private static func parts(_ bytes: [UInt8], _ password: UnsafePointer<CChar>?) -> Parts? {
    let file = bytes.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return d2i_PKCS12(nil, &start, bytes.count)
    }
    guard let file else { return nil }
    defer { PKCS12_free(file) }
    var key: OpaquePointer?
    var certificate: OpaquePointer?
    var others: OpaquePointer?
    guard PKCS12_parse(file, password, &key, &certificate, &others) == 1, let key, let certificate else {
      EVP_PKEY_free(key)
      X509_free(certificate)
      OPENSSL_sk_pop_free(others) { X509_free(OpaquePointer($0)) }
      ERR_clear_error()
      return nil
    }
    return (key, certificate, others)
  }

  // Bundles of old programs are encrypted with RC2, which OpenSSL 3 keeps apart.
  private static func oldParts(_ bytes: [UInt8], _ password: UnsafePointer<CChar>?) -> Parts? {
    guard OSSL_PROVIDER_load(nil, "legacy") != nil, OSSL_PROVIDER_load(nil, "default") != nil else {
      ERR_clear_error()
      return nil
    }
    return parts(bytes, password)
  }

  private static func bytes(_ certificate: OpaquePointer?) -> [UInt8]? {
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(certificate, &start)
    guard count > 0, let start else { return nil }
    defer { CRYPTO_free(start, nil, 0) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  private static func secret(_ key: OpaquePointer) -> Secret? {
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_PrivateKey(key, &start)
    guard count > 0, let start else { return nil }
    defer { CRYPTO_clear_free(start, Int(count), nil, 0) }
    return Secret(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
