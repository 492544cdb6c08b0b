import KMIP
import SwiftASN1

/// The numbers of an RSA private key in PKCS#1 (RFC 8017 A.1.2).
struct RSAPrivateFields {
  private static let count = 8

  /// n, e, d, p, q, dP, dQ, qInv.
  let numbers: [[UInt8]]

  init(pkcs1 der: [UInt8]) throws {
    numbers = try refusing(.invalidField, "the key is not PKCS#1") {
      try DER.sequence(try DER.parse(der), identifier: .sequence) { fields in
        guard try Int(derEncoded: &fields) == 0 else {
          throw OperationFailure.invalid("the key has more than two primes")
        }
        return try (0..<Self.count).map { _ in Array(try ArraySlice<UInt8>(derEncoded: &fields)) }
      }
    }
  }

  var transparent: TransparentRSAPrivateKey {
    let big = numbers.map { BigInteger(magnitude: $0) }
    return TransparentRSAPrivateKey(
      modulus: big[0], privateExponent: big[2], publicExponent: big[1], p: big[3], q: big[4], primeExponentP: big[5],
      primeExponentQ: big[6], crtCoefficient: big[7])
  }
}

/// The numbers of an RSA public key in PKCS#1 (RFC 8017 A.1.1).
struct RSAPublicFields {
  let modulus: [UInt8]
  let publicExponent: [UInt8]

  var pkcs1: [UInt8] {
    get throws {
      var serializer = DER.Serializer()
      try serializer.appendConstructedNode(identifier: .sequence) { sequence in
        try sequence.serialize(modulus[...])
        try sequence.serialize(publicExponent[...])
      }
      return serializer.serializedBytes
    }
  }
}
