import KMIP
import SwiftASN1

/// The lattice keys that exist here (FIPS 203, FIPS 204).
enum PostQuantumKind: CaseIterable {
  case mlKEM768, mlKEM1024, mlDSA65, mlDSA87

  var algorithm: CryptographicAlgorithm {
    switch self {
    case .mlKEM768: .mlKEM768
    case .mlKEM1024: .mlKEM1024
    case .mlDSA65: .mlDSA65
    case .mlDSA87: .mlDSA87
    }
  }

  /// RFC 9935 and RFC 9881.
  var identifier: ASN1ObjectIdentifier {
    switch self {
    case .mlKEM768: [2, 16, 840, 1, 101, 3, 4, 4, 2]
    case .mlKEM1024: [2, 16, 840, 1, 101, 3, 4, 4, 3]
    case .mlDSA65: [2, 16, 840, 1, 101, 3, 4, 3, 18]
    case .mlDSA87: [2, 16, 840, 1, 101, 3, 4, 3, 19]
    }
  }

  /// Bits of the public key, as nothing else about these keys is a length.
  var length: Int32 {
    switch self {
    case .mlKEM768: 9472
    case .mlKEM1024: 12544
    case .mlDSA65: 15616
    case .mlDSA87: 20736
    }
  }

  var signs: Bool { self == .mlDSA65 || self == .mlDSA87 }
}
