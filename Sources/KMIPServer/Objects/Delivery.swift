import KMIP
import KMIPCrypto
import KeyStore
import TTLV

/// How Get and Export hand an object out.
struct Delivery {
  let format: KeyFormatType?
  let wrapType: KeyWrapType?
  let compression: KeyCompressionType?
  let specification: KeyWrappingSpecification?

  func object(_ stored: StoredObject, in context: Context) async throws -> ManagedObject {
    guard let object = stored.object else {
      throw OperationFailure(.objectDestroyed, "DENIED: object \(stored.id) is destroyed")
    }
    if format == .pkcs12 { return try await PKCS12Delivery(specification: specification).object(stored, in: context) }
    try checkSecrecy(stored)
    guard var keyBlock = object.keyBlock else { return try unformatted(object) }
    if wrapType == .notWrapped { keyBlock = try await context.unwrapped(stored).object?.keyBlock ?? keyBlock }
    keyBlock = try formatted(keyBlock, stored.type)
    if let specification { keyBlock = try await wrapped(keyBlock, stored, specification, in: context) }
    return object.replacing(keyBlock)
  }

  private func checkSecrecy(_ stored: StoredObject) throws(OperationFailure) {
    let isWrapped = stored.object?.keyBlock?.keyWrappingData != nil && wrapType != .notWrapped
    if stored.attributes.sensitive == true, specification == nil, !isWrapped {
      throw OperationFailure(.sensitive, "DENIED: object \(stored.id) is sensitive: it leaves the server wrapped only")
    }
    if stored.attributes.extractable == false {
      throw OperationFailure(.notExtractable, "DENIED: object \(stored.id) is not extractable")
    }
  }

  private func unformatted(_ object: ManagedObject) throws(OperationFailure) -> ManagedObject {
    let own: KeyFormatType =
      switch object.type {
      case .certificate: .x509
      case .certificateRequest: .pkcs10
      default: .opaque
      }
    guard let format, format != own else { return object }
    throw OperationFailure(
      .keyFormatTypeNotSupported, "unsupported key format type \(format.name) for an object of type \(object.type.name)"
    )
  }

  private func formatted(_ keyBlock: KeyBlock, _ type: ObjectType) throws -> KeyBlock {
    let isAsked = format != nil && format != keyBlock.keyFormatType || compression != nil
    guard isAsked else { return keyBlock }
    guard keyBlock.keyWrappingData == nil else {
      throw OperationFailure(.keyFormatTypeNotSupported, "unsupported key format type: the key is kept wrapped")
    }
    guard type != .secretData else { return try reformattedSecret(keyBlock) }
    let format = format ?? keyBlock.keyFormatType
    do {
      return try CryptographicKey(keyBlock, objectType: type).keyBlock(format: format, compression: compression)
    } catch let failure as OperationFailure where failure.reason == .keyFormatTypeNotSupported {
      throw OperationFailure(
        .keyFormatTypeNotSupported, "unsupported key format type \(format.name): \(failure.message)")
    }
  }

  // Secret data is bytes: only the name of its format changes.
  private func reformattedSecret(_ keyBlock: KeyBlock) throws(OperationFailure) -> KeyBlock {
    guard let format, format == .raw || format == .opaque else {
      throw OperationFailure(.keyFormatTypeNotSupported, "unsupported key format type: secret data is raw or opaque")
    }
    var keyBlock = keyBlock
    keyBlock.keyFormatType = format
    return keyBlock
  }

  private func wrapped(
    _ keyBlock: KeyBlock, _ stored: StoredObject, _ specification: KeyWrappingSpecification, in context: Context
  ) async throws -> KeyBlock {
    guard let information = specification.encryptionKeyInformation else {
      throw OperationFailure(.invalidField, "the key wrapping specification names no key that wraps")
    }
    let id = try context.identifier(information.uniqueIdentifier)
    let (key, _) = try await context.key(id, for: .wrap, amount: 0, missing: .wrappingObjectNotFound)
    return try KeyWrapping.wrap(
      try carrying(specification, keyBlock, stored.attributes), with: key, specification: specification)
  }

  private func carrying(
    _ specification: KeyWrappingSpecification, _ keyBlock: KeyBlock, _ attributes: Attributes
  ) throws(OperationFailure) -> KeyBlock {
    guard !specification.attributeName.isEmpty, case .plain(let material, _)? = keyBlock.keyValue else {
      return keyBlock
    }
    guard specification.encodingOption != .noEncoding else {
      throw OperationFailure(.encodingOptionError, "attributes are wrapped with the key in TTLV encoding only")
    }
    let tags = Set(specification.attributeName.compactMap { Tag(word: $0) })
    var keyBlock = keyBlock
    keyBlock.keyValue = .plain(material, attributes: Attributes(attributes.items.filter { tags.contains($0.tag) }))
    return keyBlock
  }
}
