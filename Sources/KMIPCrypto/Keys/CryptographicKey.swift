public import KMIP

/// A key in its canonical form, with what is known about it.
public struct CryptographicKey: Hashable, Sendable {
  public enum Material: Hashable, Sendable {
    /// The bytes.
    case symmetric(Secret)
    /// PKCS#8 in DER.
    case privateKey(Secret)
    /// SubjectPublicKeyInfo in DER.
    case publicKey([UInt8])
  }

  public let material: Material
  public let algorithm: CryptographicAlgorithm
  /// Bits.
  public let length: Int32
  /// Curve25519 for both Ed25519 and X25519.
  public let curve: RecommendedCurve?

  /// - Parameter length: In bits, as it is declared: that of a 3DES key counts its parity bits or does not.
  public init(symmetric secret: Secret, algorithm: CryptographicAlgorithm, length: Int32? = nil) throws {
    self.length = try SymmetricKeyLength.check(bytes: secret.count, algorithm, declared: length)
    material = .symmetric(secret)
    self.algorithm = algorithm
    curve = nil
  }

  /// `algorithm` is the one declared: ECDSA and ECDH keys are written like EC keys.
  public init(privateKey pkcs8: Secret, algorithm: CryptographicAlgorithm? = nil) throws {
    try self.init(PrivateKeyValue(pkcs8: pkcs8), algorithm: algorithm)
  }

  /// `algorithm` is the one declared: ECDSA and ECDH keys are written like EC keys.
  public init(publicKey spki: [UInt8], algorithm: CryptographicAlgorithm? = nil) throws {
    try self.init(PublicKeyValue(spki: spki), algorithm: algorithm)
  }

  public init(certificate der: [UInt8]) throws {
    try self.init(publicKey: X509Certificate(der).publicKey)
  }

  init(_ value: PrivateKeyValue, algorithm: CryptographicAlgorithm? = nil) throws {
    try self.init(.privateKey(try value.pkcs8), value.publicKey, algorithm)
  }

  init(_ value: PublicKeyValue, algorithm: CryptographicAlgorithm? = nil) throws {
    try self.init(.publicKey(try value.spki), value, algorithm)
  }

  private init(_ material: Material, _ value: PublicKeyValue, _ declared: CryptographicAlgorithm?) throws {
    self.material = material
    algorithm = try value.kind.algorithm(declared: declared)
    length = value.length
    curve = value.kind.curve?.recommendedCurve
  }
}

extension CryptographicKey {
  /// The public half of a private key; of a public key, the key itself.
  public func publicKey() throws -> CryptographicKey {
    try CryptographicKey(publicKeyValue(), algorithm: algorithm)
  }

  /// The canonical bytes.
  public var secret: Secret {
    switch material {
    case .symmetric(let secret), .privateKey(let secret): secret
    case .publicKey(let spki): Secret(spki)
    }
  }

  /// Opens the canonical bytes.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try secret.withBytes(body)
  }

  /// SHA-256 of the canonical bytes.
  public var digest: Digest {
    let value = try? Hashing.digest(of: withBytes { Array($0) }, .sha256)
    return Digest(hashingAlgorithm: .sha256, digestValue: value, keyFormatType: canonicalFormat)
  }

  private var canonicalFormat: KeyFormatType {
    switch material {
    case .symmetric: .raw
    case .privateKey: .pkcs8
    case .publicKey: .x509
    }
  }
}

extension CryptographicKey {
  func privateKeyValue() throws -> PrivateKeyValue {
    guard case .privateKey(let pkcs8) = material else { throw Self.wrongType("private") }
    return try PrivateKeyValue(pkcs8: pkcs8)
  }

  func publicKeyValue() throws -> PublicKeyValue {
    switch material {
    case .publicKey(let spki): try PublicKeyValue(spki: spki)
    case .privateKey(let pkcs8): try PrivateKeyValue(pkcs8: pkcs8).publicKey
    case .symmetric: throw Self.wrongType("public or private")
    }
  }

  /// OpenSSL's form of an asymmetric key.
  func openSSLKey() throws -> EVPKey {
    switch material {
    case .publicKey(let spki): try EVPKey(spki: spki)
    case .privateKey(let pkcs8): try EVPKey(pkcs8: pkcs8)
    case .symmetric: throw Self.wrongType("public or private")
    }
  }

  func asymmetricKind() throws -> KeyKind {
    switch material {
    case .publicKey(let spki): try KeyEncoding.publicKey(spki).kind
    case .privateKey(let pkcs8): try KeyEncoding.privateKey(pkcs8.withBytes { Array($0) }).kind
    case .symmetric: throw Self.wrongType("public or private")
    }
  }

  func requirePrivate() throws {
    guard case .privateKey = material else { throw Self.wrongType("private") }
  }

  func symmetricBytes() throws -> Secret {
    guard case .symmetric(let secret) = material else { throw Self.wrongType("symmetric") }
    return secret
  }

  private static func wrongType(_ wanted: String) -> OperationFailure {
    OperationFailure(reason: .invalidObjectType, message: "the operation needs a \(wanted) key")
  }
}
