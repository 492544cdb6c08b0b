import Crypto
import CryptoExtras
import FoundationEssentials
public import KMIP

public struct KeyPair: Hashable, Sendable {
  /// PKCS#8 in DER.
  public let privateKey: Secret
  /// SubjectPublicKeyInfo in DER.
  public let publicKey: [UInt8]
  public let algorithm: CryptographicAlgorithm
  /// Bits.
  public let length: Int32
  public let curve: RecommendedCurve?
}

public enum KeyGeneration {
  public static func symmetricKey(_ algorithm: CryptographicAlgorithm, length: Int32) throws -> Secret {
    guard SupportedAlgorithm(algorithm)?.isSymmetric == true else {
      throw SupportedAlgorithm.missing(algorithm, "symmetric keys")
    }
    try SymmetricKeyLength.check(bits: length, algorithm)
    let bytes = RandomBytes.unlimited(SymmetricKeyLength.bytes(length, algorithm))
    return Secret(algorithm == .des3 ? bytes.map(withOddParity) : bytes)
  }

  private static func withOddParity(_ byte: UInt8) -> UInt8 {
    (byte & 0xFE) | UInt8(((byte >> 1).nonzeroBitCount + 1) & 1)
  }

  /// RSA takes a length, elliptic keys take a curve or a length.
  public static func keyPair(
    _ algorithm: CryptographicAlgorithm, length: Int32? = nil, curve: RecommendedCurve? = nil
  ) throws -> KeyPair {
    let key = try CryptographicKey(value(algorithm, length, curve), algorithm: declared(algorithm, curve))
    return KeyPair(
      privateKey: key.secret, publicKey: try key.publicKeyValue().spki, algorithm: key.algorithm, length: key.length,
      curve: key.curve)
  }

  // Ed25519 and Ed448 are their own algorithms even where the client says EC with Cosmian's curves.
  private static func declared(
    _ algorithm: CryptographicAlgorithm, _ curve: RecommendedCurve?
  ) throws -> CryptographicAlgorithm {
    guard let curve, SupportedAlgorithm(algorithm)?.form == .elliptic else { return algorithm }
    let found = try Curve(curve, algorithm: algorithm)
    return found.algorithm == .ec ? algorithm : found.algorithm
  }

  private static func value(
    _ algorithm: CryptographicAlgorithm, _ length: Int32?, _ curve: RecommendedCurve?
  ) throws -> PrivateKeyValue {
    switch SupportedAlgorithm(algorithm)?.form {
    case .rsa: return try rsa(length ?? 2048)
    case .elliptic: return try elliptic(try self.curve(algorithm, length, curve))
    case .postQuantum(let kind):
      guard length == nil || length == kind.length, curve == nil else {
        throw OperationFailure.invalid("a key pair for \(algorithm) takes no length and no curve")
      }
      return try refusing(.cryptographicFailure, "the key pair was not made") {
        .postQuantum(try PostQuantumPrivateKey.generate(kind))
      }
    case .symmetric, nil: throw SupportedAlgorithm.missing(algorithm, "key pairs")
    }
  }

  private static func rsa(_ length: Int32) throws -> PrivateKeyValue {
    guard (2048...4096).contains(length), length % 128 == 0 else {
      throw OperationFailure.unsupported("found RSA keys of \(length) bits, wanted 2048, 3072 or 4096")
    }
    return try refusing(.cryptographicFailure, "the RSA key pair was not made") {
      .rsa(try _RSA.Signing.PrivateKey(keySize: .init(bitCount: Int(length))))
    }
  }

  private static func elliptic(_ curve: Curve) throws -> PrivateKeyValue {
    switch curve {
    case .p256: .p256(P256.Signing.PrivateKey())
    case .p384: .p384(P384.Signing.PrivateKey())
    case .p521: .p521(P521.Signing.PrivateKey())
    case .ed25519: .ed25519(Curve25519.Signing.PrivateKey())
    case .x25519: .x25519(Curve25519.KeyAgreement.PrivateKey())
    default: .openSSL(try EVPKey.generate(curve), curve)
    }
  }

  private static func curve(
    _ algorithm: CryptographicAlgorithm, _ length: Int32?, _ named: RecommendedCurve?
  ) throws -> Curve {
    let curve: Curve
    if let named {
      curve = try Curve(named, algorithm: algorithm)
    } else if let own = Curve.allCases.first(where: { $0.algorithm == algorithm && algorithm != .ec }) {
      curve = own
    } else {
      curve = try Curve(length: length ?? 256)
    }
    guard length == nil || length == curve.length else {
      throw OperationFailure.invalid("found \(length ?? 0) bits for a curve of \(curve.length)")
    }
    return curve
  }
}
