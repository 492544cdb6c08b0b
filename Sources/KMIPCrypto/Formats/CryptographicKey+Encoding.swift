import CryptoExtras
import FoundationEssentials
public import KMIP

extension CryptographicKey {
  /// The format of `keyBlock` when none is asked for.
  public var defaultFormat: KeyFormatType {
    switch (material, SupportedAlgorithm(algorithm)?.form) {
    case (.symmetric, _): .raw
    case (_, .rsa): .pkcs1
    case (_, .postQuantum): .pkcs8
    case (.privateKey, _): .transparentECPrivateKey
    case (.publicKey, _): .transparentECPublicKey
    }
  }

  public func keyBlock(
    format: KeyFormatType? = nil, compression: KeyCompressionType? = nil
  ) throws -> KeyBlock {
    let format = format ?? defaultFormat
    let isCompressed = try isCompressed(compression, format)
    return KeyBlock(
      keyFormatType: format, keyCompressionType: compression,
      keyValue: .plain(try keyMaterial(format, isCompressed: isCompressed), attributes: nil),
      cryptographicAlgorithm: algorithm, cryptographicLength: length)
  }

  private func isCompressed(_ compression: KeyCompressionType?, _ format: KeyFormatType) throws -> Bool {
    switch compression {
    case nil: return false
    case .ecPublicKeyTypeUncompressed where format == .transparentECPublicKey: return false
    case .ecPublicKeyTypeX962CompressedPrime where format == .transparentECPublicKey: return true
    case let compression?:
      throw OperationFailure(
        reason: .keyCompressionTypeNotSupported, message: "\(compression) is not supported for the format \(format)")
    }
  }

  private func keyMaterial(_ format: KeyFormatType, isCompressed: Bool) throws -> KeyMaterial {
    switch material {
    case .symmetric(let secret): try Self.symmetric(secret, format)
    case .privateKey(let pkcs8): try Self.privateKey(pkcs8, format)
    case .publicKey(let spki): try Self.publicKey(spki, format, isCompressed)
    }
  }

  private static func symmetric(_ secret: Secret, _ format: KeyFormatType) throws -> KeyMaterial {
    switch format {
    case .raw: .bytes(secret)
    case .transparentSymmetricKey:
      .transparent(TransparentMaterial(TransparentSymmetricKey(key: secret.withBytes { Array($0) })))
    default: throw KeyFormat.mismatch(format, "symmetric")
    }
  }

  private static func privateKey(_ pkcs8: Secret, _ format: KeyFormatType) throws -> KeyMaterial {
    let value = try PrivateKeyValue(pkcs8: pkcs8)
    switch (format, value) {
    case (.pkcs8, _): return .bytes(pkcs8)
    case (.raw, .postQuantum(let key)): return .bytes(Secret(key.seed))
    case (.pkcs1, .rsa(let key)): return .bytes(Secret(key.derRepresentation))
    case (.transparentRSAPrivateKey, .rsa(let key)):
      let fields = try RSAPrivateFields(pkcs1: Array(key.derRepresentation))
      return .transparent(TransparentMaterial(fields.transparent))
    default: return try elliptic(value, format)
    }
  }

  private static func elliptic(_ value: PrivateKeyValue, _ format: KeyFormatType) throws -> KeyMaterial {
    guard let scalar = value.scalar, let curve = value.publicKey.kind.curve else {
      throw KeyFormat.mismatch(format, "private")
    }
    switch format {
    case .transparentECPrivateKey:
      let fields = TransparentECPrivateKey(
        recommendedCurve: curve.recommendedCurve, d: BigInteger(magnitude: scalar))
      return .transparent(TransparentMaterial(fields))
    case .ecPrivateKey where curve.isWeierstrass:
      guard let point = value.publicKey.point(isCompressed: false) else { throw KeyFormat.mismatch(format, "private") }
      return .bytes(Secret(try ECPrivateKeyEncoding.encode(scalar: scalar, point: point, curve: curve)))
    default: throw KeyFormat.mismatch(format, "private")
    }
  }

  private static func publicKey(
    _ spki: [UInt8], _ format: KeyFormatType, _ isCompressed: Bool
  ) throws -> KeyMaterial {
    let value = try PublicKeyValue(spki: spki)
    switch (format, value) {
    case (.x509, _), (.pkcs8, _): return .bytes(Secret(spki))
    case (.raw, .postQuantum(let key)): return .bytes(Secret(key.bytes))
    case (.pkcs1, .rsa(let key)): return .bytes(Secret(key.pkcs1DERRepresentation))
    case (.transparentRSAPublicKey, .rsa(let key)):
      let numbers = try refusing(.cryptographicFailure, "the numbers of the key are not known") {
        try key.getKeyPrimitives()
      }
      let fields = TransparentRSAPublicKey(
        modulus: BigInteger(magnitude: numbers.modulus), publicExponent: BigInteger(magnitude: numbers.publicExponent))
      return .transparent(TransparentMaterial(fields))
    default: return try elliptic(value, format, isCompressed)
    }
  }

  private static func elliptic(
    _ value: PublicKeyValue, _ format: KeyFormatType, _ isCompressed: Bool
  ) throws -> KeyMaterial {
    guard format == .transparentECPublicKey, let curve = value.kind.curve,
      let point = value.point(isCompressed: isCompressed)
    else { throw KeyFormat.mismatch(format, "public") }
    let fields = TransparentECPublicKey(recommendedCurve: curve.recommendedCurve, qString: point)
    return .transparent(TransparentMaterial(fields))
  }
}
