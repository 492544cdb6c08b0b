public import KMIP

extension CryptographicKey {
  /// Reads an unwrapped key block of any supported format.
  public init(_ keyBlock: KeyBlock, objectType: ObjectType) throws {
    guard keyBlock.keyWrappingData == nil else { throw OperationFailure.invalid("the key is wrapped") }
    guard let material = keyBlock.keyValue?.material else {
      throw OperationFailure(reason: .keyValueNotPresent, message: "the key block has no key material")
    }
    let declared = keyBlock.cryptographicAlgorithm
    switch objectType {
    case .symmetricKey: self = try Self.symmetric(keyBlock, material)
    case .privateKey: self = try Self(Self.privateKey(keyBlock.keyFormatType, material, declared), algorithm: declared)
    case .publicKey: self = try Self(Self.publicKey(keyBlock.keyFormatType, material, declared), algorithm: declared)
    default: throw OperationFailure(reason: .invalidObjectType, message: "\(objectType) is no cryptographic key")
    }
    try checkLength(keyBlock.cryptographicLength)
  }

  private func checkLength(_ declared: Int32?) throws {
    guard let declared, declared != length else { return }
    throw OperationFailure.invalid("the length is \(declared) bits, the key has \(length)")
  }

  private static func symmetric(_ keyBlock: KeyBlock, _ material: KeyMaterial) throws -> Self {
    guard let algorithm = keyBlock.cryptographicAlgorithm else {
      throw OperationFailure.invalid("the key block has no cryptographic algorithm")
    }
    switch (keyBlock.keyFormatType, material) {
    case (.raw, .bytes(let secret)):
      return try Self(symmetric: secret, algorithm: algorithm, length: keyBlock.cryptographicLength)
    case (.transparentSymmetricKey, .transparent(let fields)):
      let key: TransparentSymmetricKey = try structure(fields)
      return try Self(symmetric: Secret(key.key), algorithm: algorithm, length: keyBlock.cryptographicLength)
    default: throw KeyFormat.mismatch(keyBlock.keyFormatType, "symmetric")
    }
  }

  private static func privateKey(
    _ format: KeyFormatType, _ material: KeyMaterial, _ algorithm: CryptographicAlgorithm?
  ) throws -> PrivateKeyValue {
    switch (format, material) {
    case (.pkcs8, .bytes(let secret)): try PrivateKeyValue(pkcs8: secret)
    case (.pkcs1, .bytes(let secret)): try PrivateKeyValue(rsaPKCS1: secret.withBytes { Array($0) })
    case (.ecPrivateKey, .bytes(let secret)): try ECPrivateKeyEncoding.decode(secret.withBytes { Array($0) })
    case (.raw, .bytes(let secret)):
      try PrivateKeyValue(seed: secret.withBytes { Array($0) }, PostQuantumKind(raw: format, "private", algorithm))
    case (.transparentRSAPrivateKey, .transparent(let fields)): try PrivateKeyValue(structure(fields))
    case (.transparentECPrivateKey, .transparent(let fields)):
      try PrivateKeyValue(structure(fields), algorithm: algorithm)
    default: throw KeyFormat.mismatch(format, "private")
    }
  }

  private static func publicKey(
    _ format: KeyFormatType, _ material: KeyMaterial, _ algorithm: CryptographicAlgorithm?
  ) throws -> PublicKeyValue {
    switch (format, material) {
    // Servers call SubjectPublicKeyInfo both X.509 and PKCS#8.
    case (.x509, .bytes(let secret)), (.pkcs8, .bytes(let secret)):
      try PublicKeyValue(spki: secret.withBytes { Array($0) })
    case (.pkcs1, .bytes(let secret)): try PublicKeyValue(rsaPKCS1: secret.withBytes { Array($0) })
    case (.raw, .bytes(let secret)):
      try PublicKeyValue(raw: secret.withBytes { Array($0) }, PostQuantumKind(raw: format, "public", algorithm))
    case (.transparentRSAPublicKey, .transparent(let fields)): try PublicKeyValue(structure(fields))
    case (.transparentECPublicKey, .transparent(let fields)):
      try PublicKeyValue(structure(fields), algorithm: algorithm)
    default: throw KeyFormat.mismatch(format, "public")
    }
  }

  private static func structure<Fields: Structure>(_ material: TransparentMaterial) throws -> Fields {
    do {
      return try Fields(items: material.items)
    } catch {
      throw OperationFailure.invalid("the key material is not right: \(error)")
    }
  }
}
