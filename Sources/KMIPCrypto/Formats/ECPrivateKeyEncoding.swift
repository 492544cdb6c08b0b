import KMIP
import SwiftASN1

/// SEC 1's ECPrivateKey (RFC 5915), which names its curve when it stands alone.
enum ECPrivateKeyEncoding {
  static func decode(_ der: [UInt8]) throws -> PrivateKeyValue {
    let (scalar, identifier) = try refusing(.invalidField, "the key is not an ECPrivateKey") { try fields(der) }
    guard let curve = Curve.allCases.first(where: { $0.isWeierstrass && $0.identifier == identifier }) else {
      throw OperationFailure.unsupported("the ECPrivateKey names no supported curve")
    }
    guard scalar.count <= curve.byteCount else { throw OperationFailure.invalid("the ECPrivateKey is too long") }
    let padding = [UInt8](repeating: 0, count: curve.byteCount - scalar.count)
    return try PrivateKeyValue(scalar: padding + scalar, curve: curve)
  }

  private static func fields(_ der: [UInt8]) throws -> (scalar: [UInt8], curve: ASN1ObjectIdentifier?) {
    try DER.sequence(try DER.parse(der), identifier: .sequence) { fields in
      guard try Int(derEncoded: &fields) == 1 else { throw OperationFailure.invalid("wanted ECPrivateKey version 1") }
      let scalar = try ASN1OctetString(derEncoded: &fields)
      let curve = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
        try ASN1ObjectIdentifier(derEncoded: $0)
      }
      while fields.next() != nil {}
      return (Array(scalar.bytes), curve)
    }
  }

  /// - Parameter isNamed: Within PKCS#8 the curve is named outside.
  static func encode(scalar: [UInt8], point: [UInt8]?, curve: Curve, isNamed: Bool = true) throws -> [UInt8] {
    var serializer = DER.Serializer()
    try serializer.appendConstructedNode(identifier: .sequence) { sequence in
      try sequence.serialize(1)
      try sequence.serialize(ASN1OctetString(contentBytes: scalar[...]))
      if isNamed {
        try sequence.serialize(curve.identifier, explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific)
      }
      guard let point else { return }
      try sequence.serialize(
        ASN1BitString(bytes: point[...]), explicitlyTaggedWithTagNumber: 1, tagClass: .contextSpecific)
    }
    return serializer.serializedBytes
  }
}
