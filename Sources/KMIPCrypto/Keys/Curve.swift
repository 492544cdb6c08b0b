import KMIP
import SwiftASN1

enum Curve: CaseIterable {
  case p224, p256, p384, p521, secp256k1, brainpoolP256, brainpoolP384, brainpoolP512
  case ed25519, x25519, ed448, x448

  enum Form {
    /// Points with two coordinates, by OpenSSL's name of the curve.
    case weierstrass(String)
    /// Signatures (RFC 8032), by OpenSSL's name of the algorithm.
    case edwards(String)
    /// Key agreement (RFC 7748), by OpenSSL's name of the algorithm.
    case montgomery(String)
  }

  var form: Form {
    switch self {
    case .p224: .weierstrass("secp224r1")
    case .p256: .weierstrass("prime256v1")
    case .p384: .weierstrass("secp384r1")
    case .p521: .weierstrass("secp521r1")
    case .secp256k1: .weierstrass("secp256k1")
    case .brainpoolP256: .weierstrass("brainpoolP256r1")
    case .brainpoolP384: .weierstrass("brainpoolP384r1")
    case .brainpoolP512: .weierstrass("brainpoolP512r1")
    case .ed25519: .edwards("ED25519")
    case .ed448: .edwards("ED448")
    case .x25519: .montgomery("X25519")
    case .x448: .montgomery("X448")
    }
  }

  /// KMIP has one curve for signatures and key agreement of RFC 7748.
  var recommendedCurve: RecommendedCurve {
    switch self {
    case .p224: .p224
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    case .secp256k1: .secp256k1
    case .brainpoolP256: .brainpoolp256r1
    case .brainpoolP384: .brainpoolp384r1
    case .brainpoolP512: .brainpoolp512r1
    case .ed25519, .x25519: .curve25519
    case .ed448, .x448: .curve448
    }
  }

  /// Bits.
  var length: Int32 {
    switch self {
    case .p224: 224
    case .p256, .secp256k1, .brainpoolP256, .ed25519, .x25519: 256
    case .p384, .brainpoolP384: 384
    case .p521: 521
    case .brainpoolP512: 512
    case .ed448, .x448: 448
    }
  }

  /// Bytes of a private key.
  var byteCount: Int { self == .ed448 ? 57 : Int(length + 7) / 8 }

  var algorithm: CryptographicAlgorithm {
    switch self {
    case .ed25519: .ed25519
    case .ed448: .ed448
    default: .ec
    }
  }

  var isWeierstrass: Bool { if case .weierstrass = form { true } else { false } }

  /// The named curve of the curves with points, else the algorithm itself (RFC 5480, RFC 5639, RFC 8410).
  var identifier: ASN1ObjectIdentifier {
    switch self {
    case .p224: [1, 3, 132, 0, 33]
    case .p256: [1, 2, 840, 10045, 3, 1, 7]
    case .p384: [1, 3, 132, 0, 34]
    case .p521: [1, 3, 132, 0, 35]
    case .secp256k1: [1, 3, 132, 0, 10]
    case .brainpoolP256: [1, 3, 36, 3, 3, 2, 8, 1, 1, 7]
    case .brainpoolP384: [1, 3, 36, 3, 3, 2, 8, 1, 1, 11]
    case .brainpoolP512: [1, 3, 36, 3, 3, 2, 8, 1, 1, 13]
    case .x25519: [1, 3, 101, 110]
    case .x448: [1, 3, 101, 111]
    case .ed25519: [1, 3, 101, 112]
    case .ed448: [1, 3, 101, 113]
    }
  }
}

extension Curve {
  // Cosmian tells the two uses of Curve25519 and of Curve448 apart by curves of its own.
  private static let cosmianEd25519 = RecommendedCurve(rawValue: 0x8000_0001)
  private static let cosmianEd448 = RecommendedCurve(rawValue: 0x8000_0002)

  /// The algorithm says whether Curve25519 and Curve448 sign or agree on keys.
  init(_ curve: RecommendedCurve, algorithm: CryptographicAlgorithm?) throws {
    switch (curve, algorithm) {
    case (Self.cosmianEd25519, _), (.curve25519, .ed25519): self = .ed25519
    case (Self.cosmianEd448, _), (.curve448, .ed448): self = .ed448
    case (.curve25519, .ec), (.curve25519, .ecdh), (.curve25519, nil): self = .x25519
    case (.curve448, .ec), (.curve448, .ecdh), (.curve448, nil): self = .x448
    default:
      guard let found = Self.allCases.first(where: { $0.isWeierstrass && $0.recommendedCurve == curve }) else {
        throw OperationFailure.unsupported("the curve \(curve) is not supported")
      }
      self = found
    }
  }

  init(length: Int32) throws {
    guard let curve = [Curve.p224, .p256, .p384, .p521].first(where: { $0.length == length }) else {
      throw OperationFailure.unsupported("found a curve of \(length) bits, wanted 224, 256, 384 or 521")
    }
    self = curve
  }
}
