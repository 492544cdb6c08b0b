import KMIP
import SwiftASN1

enum Curve: CaseIterable {
  case p256, p384, p521, ed25519, x25519

  var recommendedCurve: RecommendedCurve {
    switch self {
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    case .ed25519, .x25519: .curve25519
    }
  }

  var length: Int32 {
    switch self {
    case .p256, .ed25519, .x25519: 256
    case .p384: 384
    case .p521: 521
    }
  }

  var coordinateLength: Int { Int(length + 7) / 8 }

  var algorithm: CryptographicAlgorithm { self == .ed25519 ? .ed25519 : .ec }

  var isNIST: Bool {
    switch self {
    case .p256, .p384, .p521: true
    case .ed25519, .x25519: false
    }
  }

  /// The named curve of the NIST curves, else the algorithm itself (RFC 5480, RFC 8410).
  var identifier: ASN1ObjectIdentifier {
    switch self {
    case .p256: [1, 2, 840, 10045, 3, 1, 7]
    case .p384: [1, 3, 132, 0, 34]
    case .p521: [1, 3, 132, 0, 35]
    case .ed25519: [1, 3, 101, 112]
    case .x25519: [1, 3, 101, 110]
    }
  }

  // Cosmian tells the two uses of Curve25519 apart by a curve of its own.
  private static let cosmianEd25519 = RecommendedCurve(rawValue: 0x8000_0001)

  /// KMIP has one Curve25519; the algorithm says whether it signs or agrees on keys.
  init(_ curve: RecommendedCurve, algorithm: CryptographicAlgorithm?) throws {
    switch (curve, algorithm) {
    case (.p256, _): self = .p256
    case (.p384, _): self = .p384
    case (.p521, _): self = .p521
    case (Self.cosmianEd25519, _), (.curve25519, .ed25519): self = .ed25519
    case (.curve25519, .ec), (.curve25519, .ecdh), (.curve25519, nil): self = .x25519
    default: throw OperationFailure.unsupported("the curve \(curve) is not supported")
    }
  }

  init(length: Int32) throws {
    guard let curve = [Curve.p256, .p384, .p521].first(where: { $0.length == length }) else {
      throw OperationFailure.unsupported("found a curve of \(length) bits, wanted 256, 384 or 521")
    }
    self = curve
  }
}
