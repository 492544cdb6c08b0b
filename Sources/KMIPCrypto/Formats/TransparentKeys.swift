import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP

/// Transparent key structures to keys that the library has checked (KMIP 2.1 §3.3 ff.).
extension PrivateKeyValue {
  init(_ key: TransparentRSAPrivateKey) throws {
    guard let p = key.p, let q = key.q, let d = key.privateExponent, let e = key.publicExponent else {
      throw OperationFailure(
        reason: .keyFormatTypeNotSupported,
        message: "a transparent RSA private key needs the private exponent, the public exponent, P and Q")
    }
    let numbers = try [
      key.modulus.positive("the modulus"), e.positive("the public exponent"), d.positive("the private exponent"),
      p.positive("P"), q.positive("Q"),
    ].map { Data($0) }
    self = try refusing(.invalidField, "the numbers are no RSA private key of 2048 bits or more") {
      .rsa(try .init(n: numbers[0], e: numbers[1], d: numbers[2], p: numbers[3], q: numbers[4]))
    }
  }

  init(_ key: TransparentECPrivateKey, algorithm: CryptographicAlgorithm?) throws {
    let curve = try Curve(key.recommendedCurve, algorithm: algorithm)
    let number = try key.d.positive("D")
    guard number.count <= curve.byteCount else {
      throw OperationFailure.invalid("D has \(number.count) bytes, the curve \(curve.byteCount)")
    }
    let padding = [UInt8](repeating: 0, count: curve.byteCount - number.count)
    try self.init(scalar: padding + number, curve: curve)
  }
}

extension PublicKeyValue {
  init(_ key: TransparentRSAPublicKey) throws {
    let modulus = try key.modulus.positive("the modulus")
    let exponent = try key.publicExponent.positive("the public exponent")
    let fields = RSAPublicFields(modulus: modulus, publicExponent: exponent)
    try self.init(rsaPKCS1: refusing(.invalidField, "the numbers are no RSA public key") { try fields.pkcs1 })
  }

  init(_ key: TransparentECPublicKey, algorithm: CryptographicAlgorithm?) throws {
    try self.init(point: key.qString, curve: Curve(key.recommendedCurve, algorithm: algorithm))
  }
}
