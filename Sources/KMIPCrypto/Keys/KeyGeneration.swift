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
  static let symmetricAlgorithms: [CryptographicAlgorithm] = [
    .aes, .chaCha20, .chaCha20Poly1305, .hmacSHA1, .hmacSHA224, .hmacSHA256, .hmacSHA384, .hmacSHA512,
    .hmacSHA3224, .hmacSHA3256, .hmacSHA3384, .hmacSHA3512,
  ]

  public static func symmetricKey(_ algorithm: CryptographicAlgorithm, length: Int32) throws -> Secret {
    guard symmetricAlgorithms.contains(algorithm) else {
      throw OperationFailure.unsupported("symmetric keys for \(algorithm) are not supported")
    }
    try SymmetricKeyLength.check(bits: length, algorithm)
    return Secret(RandomBytes.unlimited(Int(length / 8)))
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

  // Ed25519 is its own algorithm even where the client says EC with Cosmian's curve.
  private static func declared(
    _ algorithm: CryptographicAlgorithm, _ curve: RecommendedCurve?
  ) throws -> CryptographicAlgorithm {
    guard let curve, algorithm != .rsa else { return algorithm }
    return try Curve(curve, algorithm: algorithm) == .ed25519 ? .ed25519 : algorithm
  }

  private static func value(
    _ algorithm: CryptographicAlgorithm, _ length: Int32?, _ curve: RecommendedCurve?
  ) throws -> PrivateKeyValue {
    switch algorithm {
    case .rsa: return try rsa(length ?? 2048)
    case .ec, .ecdsa, .ecdh, .ed25519: return elliptic(try self.curve(algorithm, length, curve))
    default: throw OperationFailure.unsupported("key pairs for \(algorithm) are not supported")
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

  private static func elliptic(_ curve: Curve) -> PrivateKeyValue {
    switch curve {
    case .p256: .p256(P256.Signing.PrivateKey())
    case .p384: .p384(P384.Signing.PrivateKey())
    case .p521: .p521(P521.Signing.PrivateKey())
    case .ed25519: .ed25519(Curve25519.Signing.PrivateKey())
    case .x25519: .x25519(Curve25519.KeyAgreement.PrivateKey())
    }
  }

  private static func curve(
    _ algorithm: CryptographicAlgorithm, _ length: Int32?, _ named: RecommendedCurve?
  ) throws -> Curve {
    let curve: Curve
    if let named {
      curve = try Curve(named, algorithm: algorithm)
    } else if algorithm == .ed25519 {
      curve = .ed25519
    } else {
      curve = try Curve(length: length ?? 256)
    }
    guard length == nil || length == curve.length else {
      throw OperationFailure.invalid("found \(length ?? 0) bits for a curve of \(curve.length)")
    }
    return curve
  }
}
