import CLibCrypto
import KMIP
import SwiftASN1

extension EVPKey {
  static func generate(_ curve: Curve) throws -> EVPKey {
    switch curve.form {
    case .weierstrass(let name): try generate("EC", group: name)
    case .edwards(let name), .montgomery(let name): try generate(name)
    }
  }

  convenience init(scalar: [UInt8], _ curve: Curve) throws {
    try self.init(pkcs8: Secret(KeyEncoding.pkcs8(scalar: scalar, curve)))
  }

  /// The same bytes for the same key, whether or not its public half was written with it.
  func pkcs8(_ curve: Curve) throws -> Secret {
    guard curve.isWeierstrass, let scalar = scalar(curve) else { return try pkcs8 }
    return Secret(try KeyEncoding.pkcs8(scalar: scalar, point: point(curve, isCompressed: false), curve))
  }

  convenience init(point: [UInt8], _ curve: Curve) throws {
    try self.init(spki: KeyEncoding.spki(point, curve))
  }

  /// The private number, in the curve's length.
  func scalar(_ curve: Curve) -> [UInt8]? {
    if curve.isWeierstrass {
      guard let key = EVP_PKEY_get0_EC_KEY(pointer), let number = EC_KEY_get0_private_key(key) else { return nil }
      return BigNumber.bytes(number, count: curve.byteCount)
    }
    var (bytes, count) = ([UInt8](repeating: 0, count: curve.byteCount), curve.byteCount)
    return EVP_PKEY_get_raw_private_key(pointer, &bytes, &count) == 1 ? Array(bytes.prefix(count)) : nil
  }

  func point(_ curve: Curve, isCompressed: Bool) -> [UInt8]? {
    guard curve.isWeierstrass else {
      var (bytes, count) = ([UInt8](repeating: 0, count: curve.byteCount), curve.byteCount)
      return EVP_PKEY_get_raw_public_key(pointer, &bytes, &count) == 1 ? Array(bytes.prefix(count)) : nil
    }
    guard let key = EVP_PKEY_get0_EC_KEY(pointer), let group = EC_KEY_get0_group(key),
      let point = EC_KEY_get0_public_key(key)
    else { return nil }
    let form = isCompressed ? POINT_CONVERSION_COMPRESSED : POINT_CONVERSION_UNCOMPRESSED
    var bytes = [UInt8](repeating: 0, count: 1 + 2 * curve.byteCount)
    let count = EC_POINT_point2oct(group, point, form, &bytes, bytes.count, nil)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}

extension KeyEncoding {
  static func spki(_ point: [UInt8], _ curve: Curve) throws -> [UInt8] {
    curve.isWeierstrass
      ? try spki(ecPublicKey, curve: curve.identifier, content: point) : try spki(curve.identifier, content: point)
  }

  static func pkcs8(scalar: [UInt8], point: [UInt8]? = nil, _ curve: Curve) throws -> [UInt8] {
    if curve.isWeierstrass {
      let content = try ECPrivateKeyEncoding.encode(scalar: scalar, point: point, curve: curve, isNamed: false)
      return try pkcs8(ecPublicKey, curve: curve.identifier, content: content)
    }
    let content = try serialized(ASN1OctetString(contentBytes: scalar[...]))
    return try pkcs8(curve.identifier, content: content)
  }
}
