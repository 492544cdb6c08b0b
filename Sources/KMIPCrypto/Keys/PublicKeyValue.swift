import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP

/// A public key that the library has read and checked.
enum PublicKeyValue {
  case rsa(_RSA.Signing.PublicKey)
  case p256(P256.Signing.PublicKey)
  case p384(P384.Signing.PublicKey)
  case p521(P521.Signing.PublicKey)
  case ed25519(Curve25519.Signing.PublicKey)
  case x25519(Curve25519.KeyAgreement.PublicKey)
  /// Of a curve that only OpenSSL has; the private half may be there too.
  case openSSL(EVPKey, Curve)
  case postQuantum(PostQuantumPublicKey)

  init(spki: [UInt8]) throws {
    let (kind, content) = try KeyEncoding.publicKey(spki)
    switch kind {
    case .rsa: try self.init(rsaPKCS1: content)
    case .elliptic(let curve): try self.init(point: content, curve: curve)
    case .postQuantum(let kind):
      self = try refusing(.invalidField, "the bytes are no public key of \(kind.algorithm)") {
        .postQuantum(try PostQuantumPublicKey(kind, bytes: content))
      }
    }
  }

  init(rsaPKCS1 der: [UInt8]) throws {
    self = try refusing(.invalidField, "the key is no RSA public key of 2048 bits or more in PKCS#1") {
      .rsa(try _RSA.Signing.PublicKey(derRepresentation: der))
    }
  }

  /// A point in X9.62 form, compressed or not, or the bytes of Curve25519 or Curve448.
  init(point: [UInt8], curve: Curve) throws {
    let isCompressed = point.first != 4
    self = try refusing(.invalidField, "the bytes are no point of the curve") {
      switch curve {
      case .p256: .p256(try isCompressed ? .init(compressedRepresentation: point) : .init(x963Representation: point))
      case .p384: .p384(try isCompressed ? .init(compressedRepresentation: point) : .init(x963Representation: point))
      case .p521: .p521(try isCompressed ? .init(compressedRepresentation: point) : .init(x963Representation: point))
      case .ed25519: .ed25519(try .init(rawRepresentation: point))
      case .x25519: .x25519(try .init(rawRepresentation: point))
      default: .openSSL(try EVPKey(point: point, curve), curve)
      }
    }
  }

  var spki: [UInt8] {
    get throws {
      switch self {
      case .rsa(let key): Array(key.derRepresentation)
      case .p256(let key): Array(key.derRepresentation)
      case .p384(let key): Array(key.derRepresentation)
      case .p521(let key): Array(key.derRepresentation)
      case .ed25519(let key): Array(key.derRepresentation)
      case .x25519(let key): Array(key.derRepresentation)
      case .openSSL(_, let curve): try KeyEncoding.spki(point(isCompressed: false) ?? [], curve)
      case .postQuantum(let key): try KeyEncoding.spki(key.kind.identifier, content: key.bytes)
      }
    }
  }

  var kind: KeyKind {
    switch self {
    case .rsa: .rsa
    case .p256: .elliptic(.p256)
    case .p384: .elliptic(.p384)
    case .p521: .elliptic(.p521)
    case .ed25519: .elliptic(.ed25519)
    case .x25519: .elliptic(.x25519)
    case .openSSL(_, let curve): .elliptic(curve)
    case .postQuantum(let key): .postQuantum(key.kind)
    }
  }

  /// Bits.
  var length: Int32 {
    switch self {
    case .rsa(let key): Int32(clamping: key.keySizeInBits)
    case .postQuantum(let key): key.kind.length
    default: kind.curve?.length ?? 0
    }
  }

  func point(isCompressed: Bool) -> [UInt8]? {
    switch self {
    case .rsa, .postQuantum: nil
    case .p256(let key): Array(isCompressed ? key.compressedRepresentation : key.x963Representation)
    case .p384(let key): Array(isCompressed ? key.compressedRepresentation : key.x963Representation)
    case .p521(let key): Array(isCompressed ? key.compressedRepresentation : key.x963Representation)
    case .ed25519(let key): Array(key.rawRepresentation)
    case .x25519(let key): Array(key.rawRepresentation)
    case .openSSL(let key, let curve): key.point(curve, isCompressed: isCompressed)
    }
  }
}
