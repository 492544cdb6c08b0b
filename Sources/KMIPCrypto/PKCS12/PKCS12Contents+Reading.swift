import CLibCrypto
public import KMIP

extension PKCS12Contents {
  private static let sizeLimit = 1 << 24

  public init(_ der: [UInt8], password: Secret) throws {
    guard der.count <= Self.sizeLimit else { throw OperationFailure.invalid("the PKCS#12 file is too large") }
    let file = try Self.read(der)
    defer {
      PKCS12_free(file)
      OpenSSL.forgetErrors()
    }
    var (key, certificate, others): (OpaquePointer?, OpaquePointer?, OpaquePointer?) = (nil, nil, nil)
    let isOpen = try password.withPassword { text in
      try PKCS12Effort(file: file, password: text, passwordLength: Int32(clamping: password.count)).check()
      return PKCS12_parse(file, text, &key, &certificate, &others) == 1
    }
    guard isOpen else { throw Self.refusal(file) }
    defer { X509_free(certificate) }
    let stack = try others.map { OpenSSLStack(owning: $0, .certificates) } ?? OpenSSLStack(.certificates)
    chain = try stack.elements.map { other in try OpenSSL.encoded { i2d_X509(other, $0) } }
    privateKey = try key.map { try EVPKey(owning: $0).pkcs8 }
    self.certificate = try certificate.map { certificate in try OpenSSL.encoded { i2d_X509(certificate, $0) } }
    friendlyName = certificate.flatMap(Self.name)
  }

  private static func read(_ der: [UInt8]) throws -> OpaquePointer {
    // Old files are sealed with ciphers that OpenSSL keeps apart; what is read here has them within reach.
    var file = PKCS12_init_ex(NID_pkcs7_data, LegacyCiphers.library, nil)
    let isRead = der.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      return d2i_PKCS12(&file, &start, bytes.count) != nil
    }
    guard isRead, let file else {
      OpenSSL.forgetErrors()
      throw OperationFailure.invalid("the bytes are no PKCS#12 file")
    }
    return file
  }

  private static func refusal(_ file: OpaquePointer) -> OperationFailure {
    let code = ERR_GET_REASON_CODE(ERR_peek_last_error())
    OpenSSL.forgetErrors()
    guard code == PKCS12_R_MAC_VERIFY_FAILURE else {
      return .invalid("the PKCS#12 file is damaged, or sealed with a cipher that is not supported")
    }
    return OperationFailure(reason: .badPassword, message: "the password does not open the PKCS#12 file")
  }

  private static func name(_ certificate: OpaquePointer) -> String? {
    var count: Int32 = 0
    guard let bytes = X509_alias_get0(certificate, &count), count > 0 else { return nil }
    return String(validating: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
  }
}

// What OpenSSL has as a macro.
private func ERR_GET_REASON_CODE(_ code: UInt) -> Int32 { Int32(code & 0x7F_FFFF) }

/// A library of OpenSSL's that has its old ciphers too, where they are installed.
enum LegacyCiphers {
  // Made once and never changed.
  nonisolated(unsafe) static let library: OpaquePointer? = {
    guard let library = OSSL_LIB_CTX_new() else { return nil }
    OSSL_PROVIDER_load(library, "default")
    OSSL_PROVIDER_load(library, "legacy")
    OpenSSL.forgetErrors()
    return library
  }()
}

extension Secret {
  /// Opens a password as OpenSSL takes it, ended by a zero.
  func withPassword<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) throws -> Result {
    var text = withBytes { bytes in bytes.map(CChar.init(bitPattern:)) }
    guard !text.contains(0) else { throw OperationFailure.invalid("the password holds a zero byte") }
    text.append(0)
    defer { text.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
    return try text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { throw OperationFailure.invalid("there is no password") }
      return try body(start)
    }
  }
}
