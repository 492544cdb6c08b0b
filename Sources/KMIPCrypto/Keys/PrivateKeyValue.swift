import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP
import SwiftASN1

/// A private key that the library has read and checked.
enum PrivateKeyValue {
  case rsa(_RSA.Signing.PrivateKey)
  case p256(P256.Signing.PrivateKey)
  case p384(P384.Signing.PrivateKey)
  case p521(P521.Signing.PrivateKey)
  case ed25519(Curve25519.Signing.PrivateKey)
  case x25519(Curve25519.KeyAgreement.PrivateKey)
  /// Of a curve that only OpenSSL has.
  case openSSL(EVPKey, Curve)
  case postQuantum(PostQuantumPrivateKey)

  init(pkcs8: Secret) throws {
    let bytes = pkcs8.withBytes { Array($0) }
    let (kind, content) = try KeyEncoding.privateKey(bytes)
    self = try refusing(.invalidField, "the private key is damaged or too short") {
      switch kind {
      case .rsa: .rsa(try _RSA.Signing.PrivateKey(derRepresentation: content))
      case .elliptic(.p256): .p256(try P256.Signing.PrivateKey(derRepresentation: bytes))
      case .elliptic(.p384): .p384(try P384.Signing.PrivateKey(derRepresentation: bytes))
      case .elliptic(.p521): .p521(try P521.Signing.PrivateKey(derRepresentation: bytes))
      case .elliptic(.ed25519): .ed25519(try .init(rawRepresentation: ASN1OctetString(derEncoded: content).bytes))
      case .elliptic(.x25519): .x25519(try .init(rawRepresentation: ASN1OctetString(derEncoded: content).bytes))
      case .elliptic(let curve): .openSSL(try EVPKey(pkcs8: pkcs8), curve)
      case .postQuantum(let kind): .postQuantum(try PostQuantumPrivateKey(kind, content: content))
      }
    }
  }

  /// A private key from its number, big endian, in the curve's length.
  init(scalar: [UInt8], curve: Curve) throws {
    self = try refusing(.invalidField, "the number is no private key of the curve") {
      switch curve {
      case .p256: .p256(try .init(rawRepresentation: scalar))
      case .p384: .p384(try .init(rawRepresentation: scalar))
      case .p521: .p521(try .init(rawRepresentation: scalar))
      case .ed25519: .ed25519(try .init(rawRepresentation: scalar))
      case .x25519: .x25519(try .init(rawRepresentation: scalar))
      default: .openSSL(try EVPKey(scalar: scalar, curve), curve)
      }
    }
  }

  init(rsaPKCS1 der: [UInt8]) throws {
    self = try refusing(.invalidField, "the key is no RSA private key of 2048 bits or more in PKCS#1") {
      .rsa(try _RSA.Signing.PrivateKey(derRepresentation: der))
    }
  }

  var pkcs8: Secret {
    get throws {
      switch self {
      case .rsa(let key): Secret(key.pkcs8DERRepresentation)
      case .p256(let key): Secret(key.derRepresentation)
      case .p384(let key): Secret(key.derRepresentation)
      case .p521(let key): Secret(key.derRepresentation)
      case .ed25519(let key): Secret(key.derRepresentation)
      case .x25519(let key): Secret(key.derRepresentation)
      case .openSSL(let key, let curve): try key.pkcs8(curve)
      case .postQuantum(let key): try key.pkcs8
      }
    }
  }

  var publicKey: PublicKeyValue {
    switch self {
    case .rsa(let key): .rsa(key.publicKey)
    case .p256(let key): .p256(key.publicKey)
    case .p384(let key): .p384(key.publicKey)
    case .p521(let key): .p521(key.publicKey)
    case .ed25519(let key): .ed25519(key.publicKey)
    case .x25519(let key): .x25519(key.publicKey)
    case .openSSL(let key, let curve): .openSSL(key, curve)
    case .postQuantum(let key): .postQuantum(key.publicKey)
    }
  }

  /// The private number of an elliptic key.
  var scalar: [UInt8]? {
    switch self {
    case .rsa, .postQuantum: nil
    case .p256(let key): Array(key.rawRepresentation)
    case .p384(let key): Array(key.rawRepresentation)
    case .p521(let key): Array(key.rawRepresentation)
    case .ed25519(let key): Array(key.rawRepresentation)
    case .x25519(let key): Array(key.rawRepresentation)
    case .openSSL(let key, let curve): key.scalar(curve)
    }
  }
}
