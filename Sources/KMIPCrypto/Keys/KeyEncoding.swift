import KMIP
import SwiftASN1

/// PKCS#8 (RFC 5958) and SubjectPublicKeyInfo (RFC 5480, RFC 8410): which key is inside.
enum KeyEncoding {
  static let rsaEncryption: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 1]
  static let ecPublicKey: ASN1ObjectIdentifier = [1, 2, 840, 10045, 2, 1]

  static func privateKey(_ pkcs8: [UInt8]) throws -> (kind: KeyKind, content: [UInt8]) {
    try refusing(.invalidField, "the private key is not PKCS#8") {
      try DER.sequence(try DER.parse(pkcs8), identifier: .sequence) { fields in
        let version = try Int(derEncoded: &fields)
        let kind = try kind(&fields)
        let content = try ASN1OctetString(derEncoded: &fields)
        // Attributes and the public key may follow.
        while fields.next() != nil {}
        guard version == 0 || version == 1 else { throw OperationFailure.invalid("found PKCS#8 version \(version)") }
        return (kind, Array(content.bytes))
      }
    }
  }

  static func publicKey(_ spki: [UInt8]) throws -> (kind: KeyKind, content: [UInt8]) {
    try refusing(.invalidField, "the public key is not a SubjectPublicKeyInfo") {
      try DER.sequence(try DER.parse(spki), identifier: .sequence) { fields in
        let kind = try kind(&fields)
        let content = try ASN1BitString(derEncoded: &fields)
        guard content.paddingBits == 0 else { throw OperationFailure.invalid("the public key has odd bits") }
        return (kind, Array(content.bytes))
      }
    }
  }

  /// PKCS#8 of a key that is written as its bytes alone.
  static func pkcs8(
    _ kind: ASN1ObjectIdentifier, curve: ASN1ObjectIdentifier? = nil, content: [UInt8]
  ) throws -> [UInt8] {
    try written { sequence in
      try sequence.serialize(0)
      try algorithm(kind, curve, &sequence)
      try sequence.serialize(ASN1OctetString(contentBytes: content[...]))
    }
  }

  static func spki(
    _ kind: ASN1ObjectIdentifier, curve: ASN1ObjectIdentifier? = nil, content: [UInt8]
  ) throws -> [UInt8] {
    try written { sequence in
      try algorithm(kind, curve, &sequence)
      try sequence.serialize(ASN1BitString(bytes: content[...]))
    }
  }

  private static func written(_ fields: (inout DER.Serializer) throws -> Void) throws -> [UInt8] {
    try refusing(.cryptographicFailure, "the DER was not written") {
      var serializer = DER.Serializer()
      try serializer.appendConstructedNode(identifier: .sequence, fields)
      return serializer.serializedBytes
    }
  }

  private static func algorithm(
    _ kind: ASN1ObjectIdentifier, _ curve: ASN1ObjectIdentifier?, _ serializer: inout DER.Serializer
  ) throws {
    try serializer.appendConstructedNode(identifier: .sequence) { sequence in
      try sequence.serialize(kind)
      if let curve { try sequence.serialize(curve) }
    }
  }

  private static func kind(_ fields: inout ASN1NodeCollection.Iterator) throws -> KeyKind {
    guard let node = fields.next() else { throw OperationFailure.invalid("the key has no algorithm") }
    return try DER.sequence(node, identifier: .sequence) { fields in
      let algorithm = try ASN1ObjectIdentifier(derEncoded: &fields)
      let parameters = fields.next()
      if let kind = KeyKind(algorithmIdentifier: algorithm) { return kind }
      let identifier = algorithm == ecPublicKey ? try parameters.map { try ASN1ObjectIdentifier(derEncoded: $0) } : nil
      guard let curve = Curve.allCases.first(where: { $0.isWeierstrass && $0.identifier == identifier }) else {
        let name = identifier ?? algorithm
        throw OperationFailure.unsupported("keys of the algorithm or curve \(name) are not supported")
      }
      return .elliptic(curve)
    }
  }
}
