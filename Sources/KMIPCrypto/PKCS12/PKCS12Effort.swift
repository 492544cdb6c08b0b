import CLibCrypto
import KMIP
import SwiftASN1

/// How much work a file asks for: it names its own counts of iterations, of which each may be two thousand million.
struct PKCS12Effort {
  // A second or two of one processor.
  private static let limit = 2_000_000

  let file: OpaquePointer
  let password: UnsafePointer<CChar>
  let passwordLength: Int32

  func check() throws {
    var iterations: UnsafePointer<ASN1_INTEGER>?
    PKCS12_get0_mac(nil, nil, nil, &iterations, file)
    if let iterations { try check(ASN1_INTEGER_get(iterations)) }
    guard let safes = PKCS12_unpack_authsafes(file) else { throw damaged }
    defer { free(safes) { PKCS7_free($0.assumingMemoryBound(to: PKCS7.self)) } }
    for safe in elements(safes) { try check(safe.assumingMemoryBound(to: PKCS7.self)) }
  }

  private func check(_ safe: UnsafeMutablePointer<PKCS7>) throws {
    let bags: OpaquePointer?
    switch OBJ_obj2nid(safe.pointee.type) {
    case NID_pkcs7_data: bags = PKCS12_unpack_p7data(safe)
    case NID_pkcs7_encrypted:
      guard let algorithm = safe.pointee.d.encrypted?.pointee.enc_data?.pointee.algorithm else { throw damaged }
      try check(algorithm)
      bags = PKCS12_unpack_p7encdata(safe, password, passwordLength)
    default: return
    }
    // What does not open is left to the reading of the file, which says why.
    guard let bags else { return }
    defer { free(bags) { PKCS12_SAFEBAG_free(OpaquePointer($0)) } }
    for bag in elements(bags).map(OpaquePointer.init) where PKCS12_SAFEBAG_get_nid(bag) == NID_pkcs8ShroudedKeyBag {
      var algorithm: UnsafePointer<X509_ALGOR>?
      guard let sealed = PKCS12_SAFEBAG_get0_pkcs8(bag) else { throw damaged }
      X509_SIG_get0(sealed, &algorithm, nil)
      if let algorithm { try check(algorithm) }
    }
  }

  /// The counts are the large numbers among the parameters.
  private func check(_ algorithm: UnsafePointer<X509_ALGOR>) throws {
    let der = try OpenSSL.encoded { i2d_X509_ALGOR(algorithm, $0) }
    try check(try refusing(.invalidField, "the PKCS#12 file is damaged") { try DER.parse(der) })
  }

  private func check(_ node: ASN1Node) throws {
    switch node.content {
    case .constructed(let children): for child in children { try check(child) }
    case .primitive(let bytes):
      guard node.identifier == .integer else { return }
      try check(bytes.count > 4 ? .max : bytes.reduce(0) { $0 << 8 | Int($1) })
    }
  }

  private func check(_ count: Int) throws {
    guard (0...Self.limit).contains(count) else {
      throw OperationFailure.invalid("the PKCS#12 file asks for more than \(Self.limit) iterations")
    }
  }

  private func elements(_ stack: OpaquePointer) -> [UnsafeMutableRawPointer] {
    (0..<max(0, OPENSSL_sk_num(stack))).compactMap { OPENSSL_sk_value(stack, $0) }
  }

  private func free(_ stack: OpaquePointer, _ element: (UnsafeMutableRawPointer) -> Void) {
    elements(stack).forEach(element)
    OPENSSL_sk_free(stack)
  }

  private var damaged: OperationFailure { .invalid("the PKCS#12 file is damaged") }
}
