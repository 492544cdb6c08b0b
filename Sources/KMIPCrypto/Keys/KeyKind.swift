import KMIP
import SwiftASN1

/// What an asymmetric key is.
enum KeyKind: Equatable {
  case rsa
  case elliptic(Curve)
  case postQuantum(PostQuantumKind)

  var curve: Curve? { if case .elliptic(let curve) = self { curve } else { nil } }

  /// The kind of an algorithm that names one by itself, unlike EC.
  init?(algorithmIdentifier: ASN1ObjectIdentifier) {
    if let curve = Curve.allCases.first(where: { !$0.isWeierstrass && $0.identifier == algorithmIdentifier }) {
      self = .elliptic(curve)
    } else if let kind = PostQuantumKind.allCases.first(where: { $0.identifier == algorithmIdentifier }) {
      self = .postQuantum(kind)
    } else if algorithmIdentifier == KeyEncoding.rsaEncryption {
      self = .rsa
    } else {
      return nil
    }
  }

  /// Checks the algorithm that a client declares; EC, ECDSA and ECDH name the same keys.
  func algorithm(declared: CryptographicAlgorithm?) throws -> CryptographicAlgorithm {
    guard let declared else { return natural }
    guard allowed.contains(declared) else {
      throw OperationFailure.invalid("the algorithm is \(declared), the key is \(natural)")
    }
    return declared
  }

  private var natural: CryptographicAlgorithm {
    switch self {
    case .rsa: .rsa
    case .elliptic(let curve): curve.algorithm
    case .postQuantum(let kind): kind.algorithm
    }
  }

  private var allowed: [CryptographicAlgorithm] {
    switch self {
    case .elliptic(.x25519), .elliptic(.x448): [.ec, .ecdh]
    case .elliptic(let curve) where curve.isWeierstrass: [.ec, .ecdsa, .ecdh]
    default: [natural]
    }
  }
}
