import KMIP
import KMIPCrypto
import KeyStore
import TTLV

/// What a client says of a new pair: for both halves, and for each of them.
struct KeyPairAttributes {
  let privateKey: Attributes
  let publicKey: Attributes

  init(common: Attributes?, privateKey: Attributes?, publicKey: Attributes?) {
    self.privateKey = Self.merged(common, privateKey)
    self.publicKey = Self.merged(common, publicKey)
  }

  // What is said of one half is truer of it than what is said of both.
  private static func merged(_ common: Attributes?, _ own: Attributes?) -> Attributes {
    let own = own ?? Attributes()
    return Attributes((common?.items ?? []).filter { !own.contains($0.tag) } + own.items)
  }

  var algorithm: CryptographicAlgorithm? {
    privateKey.cryptographicAlgorithm ?? publicKey.cryptographicAlgorithm
  }
  var length: Int32? { privateKey.cryptographicLength ?? publicKey.cryptographicLength }
  var curve: RecommendedCurve? {
    (privateKey.cryptographicDomainParameters ?? publicKey.cryptographicDomainParameters)?.recommendedCurve
  }

  func generate() throws -> KeyPair {
    guard let algorithm else {
      throw OperationFailure(.invalidAttribute, "missing field: the cryptographic algorithm of the pair is not given")
    }
    return try KeyGeneration.keyPair(algorithm, length: length, curve: curve)
  }

  func identifiers() throws(OperationFailure) -> (privateKey: String, publicKey: String) {
    let id = try NewObject.identifier(privateKey)
    guard case .text(let publicID)? = publicKey.uniqueIdentifier, !publicID.isEmpty, publicID != id else {
      return (id, id + "_pk")
    }
    return (id, try NewObject.checked(publicID))
  }

  /// Both halves, linked to each other.
  func objects(
    _ pair: KeyPair, _ ids: (privateKey: String, publicKey: String), in context: Context
  ) throws -> (privateKey: StoredObject, publicKey: StoredObject) {
    let algorithm = algorithm ?? pair.algorithm
    let privateObject = try ManagedObject.privateKey(pair.privateKey, algorithm)
    let publicObject = try ManagedObject.publicKey(pair.publicKey, algorithm)
    var privateKey = try NewObject(
      id: ids.privateKey, object: privateObject, given: masked(privateKey, .privateKey, pair)
    ).stored(in: context)
    var publicKey = try NewObject(
      id: ids.publicKey, object: publicObject, given: masked(publicKey, .publicKey, pair)
    ).stored(in: context)
    privateKey.attributes.setLink(.publicKeyLink, ids.publicKey)
    publicKey.attributes.setLink(.privateKeyLink, ids.privateKey)
    return (privateKey, publicKey)
  }

  private func masked(_ attributes: Attributes, _ type: ObjectType, _ pair: KeyPair) -> Attributes {
    guard attributes.cryptographicUsageMask == nil else { return attributes }
    var attributes = attributes
    attributes.cryptographicUsageMask =
      switch (pair.algorithm, type) {
      case (.rsa, .privateKey): [.sign, .decrypt, .unwrapKey, .certificateSign, .crlSign]
      case (.rsa, _): [.verify, .encrypt, .wrapKey]
      case (.mlKEM768, .privateKey), (.mlKEM1024, .privateKey): .decrypt
      case (.mlKEM768, _), (.mlKEM1024, _): .encrypt
      case (.mlDSA65, .privateKey), (.mlDSA87, .privateKey): .sign
      case (.mlDSA65, _), (.mlDSA87, _): .verify
      case (_, .privateKey): [.sign, .keyAgreement, .certificateSign, .crlSign]
      default: [.verify, .keyAgreement]
      }
    return attributes
  }
}
