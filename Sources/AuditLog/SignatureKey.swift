import Crypto
import CryptoExtras
import FoundationEssentials

/// A public key of a KMS's pair, of the kinds that sign there.
enum SignatureKey: Sendable {
  case ed25519(Curve25519.Signing.PublicKey)
  case p256(P256.Signing.PublicKey)
  case p384(P384.Signing.PublicKey)
  case p521(P521.Signing.PublicKey)
  case rsa(_RSA.Signing.PublicKey)

  /// Reads a public key in PEM (RFC 7468): SubjectPublicKeyInfo, or PKCS #1 of an RSA key.
  init?(pem: String) {
    if let der = Self.der(pem), let raw = Self.ed25519(der) {
      guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else { return nil }
      self = .ed25519(key)
    } else if let key = try? P256.Signing.PublicKey(pemRepresentation: pem) {
      self = .p256(key)
    } else if let key = try? P384.Signing.PublicKey(pemRepresentation: pem) {
      self = .p384(key)
    } else if let key = try? P521.Signing.PublicKey(pemRepresentation: pem) {
      self = .p521(key)
    } else if let key = try? _RSA.Signing.PublicKey(pemRepresentation: pem) {
      self = .rsa(key)
    } else {
      return nil
    }
  }

  private static func der(_ pem: String) -> [UInt8]? {
    let lines = pem.split(whereSeparator: \.isWhitespace)
    let inside = lines.drop { $0 != "KEY-----" }.dropFirst().prefix { $0 != "-----END" }
    return Data(base64Encoded: inside.joined()).map { Array($0) }
  }

  // RFC 8410 §4: the key follows an identifier that has no parameters, so what comes before it is always the same.
  private static func ed25519(_ der: [UInt8]) -> [UInt8]? {
    let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    return der.starts(with: prefix) && der.count == prefix.count + 32 ? Array(der.dropFirst(prefix.count)) : nil
  }
}

extension SignatureKey {
  /// Takes what a KMS signs with unless it is told otherwise: RSA with SHA-256, PSS or PKCS #1; ECDSA with the digest
  /// of the curve's strength, in DER or as two numbers; Ed25519.
  func isValid(_ signature: [UInt8], of data: [UInt8]) -> Bool {
    switch self {
    case .ed25519(let key): key.isValidSignature(signature, for: data)
    case .p256(let key):
      signatures(
        P256.Signing.ECDSASignature.init(derRepresentation:), P256.Signing.ECDSASignature.init(rawRepresentation:),
        signature
      )
      .contains { key.isValidSignature($0, for: SHA256.hash(data: data)) }
    case .p384(let key):
      signatures(
        P384.Signing.ECDSASignature.init(derRepresentation:), P384.Signing.ECDSASignature.init(rawRepresentation:),
        signature
      )
      .contains { key.isValidSignature($0, for: SHA384.hash(data: data)) }
    case .p521(let key):
      signatures(
        P521.Signing.ECDSASignature.init(derRepresentation:), P521.Signing.ECDSASignature.init(rawRepresentation:),
        signature
      )
      .contains { key.isValidSignature($0, for: SHA512.hash(data: data)) }
    case .rsa(let key):
      [_RSA.Signing.Padding.PSS, .insecurePKCS1v1_5].contains {
        key.isValidSignature(.init(rawRepresentation: signature), for: SHA256.hash(data: data), padding: $0)
      }
    }
  }

  private func signatures<Signature>(
    _ der: ([UInt8]) throws -> Signature, _ raw: ([UInt8]) throws -> Signature, _ bytes: [UInt8]
  ) -> [Signature] {
    [try? der(bytes), try? raw(bytes)].compactMap { $0 }
  }
}
