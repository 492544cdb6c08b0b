import KMIP
import KMIPCrypto
import KeyStore
import TTLV

/// An object that a client brings.
struct Registration {
  let object: ManagedObject
  let attributes: Attributes

  init(_ type: ObjectType, _ object: ManagedObject, _ attributes: Attributes?) throws(OperationFailure) {
    guard object.type == type else {
      throw OperationFailure(.invalidObjectType, "the object type is \(type.name), the object is \(object.type.name)")
    }
    guard type.isKept else {
      throw OperationFailure(.invalidObjectType, "objects of type \(type.name) are not kept here")
    }
    if case .splitKey(let part) = object { try SplitKeyShape(part).check(part.keyPartIdentifier) }
    self.object = object
    self.attributes = Self.merged(attributes, object)
  }

  // A key value may carry attributes of its own (KMIP 2.1 §3.2).
  private static func merged(_ given: Attributes?, _ object: ManagedObject) -> Attributes {
    let given = given ?? Attributes()
    guard case .plain(_, let own?)? = object.keyBlock?.keyValue else { return given }
    return Attributes(given.items + own.items.filter { !given.contains($0.tag) })
  }

  /// The object under the identifier, and before others that it brought with it.
  func objects(as id: String, in context: Context) async throws -> [StoredObject] {
    if let file = try await PKCS12Registration(self, in: context) { return try file.objects(as: id, in: context) }
    try check()
    return [try NewObject(id: id, object: object, given: attributes, isGenerated: false).stored(in: context)]
  }

  private func check() throws {
    if case .certificate(let certificate) = object {
      guard certificate.certificateType == .x509 else {
        throw OperationFailure(.invalidField, "certificates of type \(certificate.certificateType) are not kept here")
      }
      return
    }
    if case .certificateRequest(let request) = object {
      _ = try CertificateSigningRequestDocument(
        request.certificateRequestValue, type: request.certificateRequestType)
    }
    guard let keyBlock = object.keyBlock else { return }
    guard let value = keyBlock.keyValue else {
      throw OperationFailure(.keyValueNotPresent, "the key block has no key value")
    }
    if keyBlock.keyWrappingData == nil, case .wrapped = value {
      throw OperationFailure(.invalidField, "the key value is wrapped, but there is no key wrapping data")
    }
    try checkFacts(keyBlock)
  }

  private func checkFacts(_ keyBlock: KeyBlock) throws {
    guard object.type.isKey, let key = try read(keyBlock) else { return }
    if let length = attributes.cryptographicLength, length != key.length {
      throw OperationFailure(
        .invalidAttributeValue, "the cryptographic length is given as \(length), the key has \(key.length) bits")
    }
  }

  /// A key that the cryptography here knows must be one; what it does not know is kept as it is.
  private func read(_ keyBlock: KeyBlock) throws -> CryptographicKey? {
    do {
      return try CryptographicKey(keyBlock, objectType: object.type)
    } catch {
      let algorithm = keyBlock.cryptographicAlgorithm ?? attributes.cryptographicAlgorithm
      let isKnown = algorithm.map { SupportedAlgorithm($0) != nil } ?? (object.type != .symmetricKey)
      guard keyBlock.keyWrappingData == nil, isKnown else { return nil }
      guard Self.plainFormats.contains(keyBlock.keyFormatType) else { return nil }
      // Too short to be used here, which is no reason not to keep it for those who do (BL-M-7, BL-M-11).
      if algorithm == .rsa, let length = keyBlock.cryptographicLength, length < 2048 { return nil }
      throw error
    }
  }

  private static let plainFormats: Set<KeyFormatType> = [.raw, .pkcs1, .pkcs8, .x509, .ecPrivateKey]

  /// The registration of the unwrapped object.
  func unwrapped(in context: Context) async throws -> Registration {
    guard let keyBlock = object.keyBlock, let data = keyBlock.keyWrappingData else { return self }
    guard let information = data.encryptionKeyInformation else {
      throw OperationFailure(.invalidField, "the key wrapping data names no key that unwraps")
    }
    let id = try context.identifier(information.uniqueIdentifier)
    let (key, _) = try await context.key(id, for: .unwrap, amount: 0, missing: .wrappingObjectNotFound)
    let plain = try KeyWrapping.unwrap(keyBlock, with: key)
    return try Registration(object.type, object.replacing(plain), attributes)
  }
}
