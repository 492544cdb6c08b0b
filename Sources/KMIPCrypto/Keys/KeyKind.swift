import KMIP

/// What an asymmetric key is.
enum KeyKind: Equatable {
  case rsa
  case elliptic(Curve)

  var curve: Curve? { if case .elliptic(let curve) = self { curve } else { nil } }

  /// Checks the algorithm that a client declares; EC, ECDSA and ECDH name the same keys.
  func algorithm(declared: CryptographicAlgorithm?) throws -> CryptographicAlgorithm {
    guard let declared else { return natural }
    guard allowed.contains(declared) else {
      throw OperationFailure.invalid("the algorithm is \(declared), the key is \(natural)")
    }
    return declared
  }

  private var natural: CryptographicAlgorithm { curve?.algorithm ?? .rsa }

  private var allowed: [CryptographicAlgorithm] {
    switch self {
    case .rsa: [.rsa]
    case .elliptic(.ed25519): [.ed25519]
    case .elliptic(.x25519): [.ec, .ecdh]
    case .elliptic: [.ec, .ecdsa, .ecdh]
    }
  }
}
