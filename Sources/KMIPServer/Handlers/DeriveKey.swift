import KMIP
import KMIPCrypto
import KeyStore

extension DeriveKey: Handled {
  func response(in context: inout Context) async throws -> Response {
    let baseID = try context.identifier(uniqueIdentifier.first)
    let secret = try await derived(from: baseID, in: context)
    let id = try NewObject.identifier(attributes)
    var new = try NewObject(id: id, object: try object(secret), given: attributes ?? Attributes()).stored(in: context)
    new.attributes.links.append(
      Link(linkType: .derivationBaseObjectLink, linkedObjectIdentifier: .text(baseID)))
    try await insert(new, madeFrom: baseID, in: context)
    context.leave(id, as: .deriveKey)
    return Response(uniqueIdentifier: .text(id))
  }

  private func derived(from baseID: String, in context: Context) async throws -> Secret {
    if derivationMethod == .asymmetricKey { return try await agreed(baseID, in: context) }
    guard uniqueIdentifier.count <= 1 else {
      throw OperationFailure(.featureNotSupported, "a key is derived from one object, not \(uniqueIdentifier.count)")
    }
    let count = try byteCount()
    let base = try await context.derivationBase(baseID, count)
    return try KeyDerivation.derive(from: base, derivationMethod, derivationParameters, count: count)
  }

  /// From a private key and another's public key, in this order; the whole of what they agree on.
  private func agreed(_ baseID: String, in context: Context) async throws -> Secret {
    guard uniqueIdentifier.count == 2 else {
      throw OperationFailure(
        .invalidField, "two keys agree on a secret, a private and a public one: found \(uniqueIdentifier.count)")
    }
    let own = try await context.key(baseID, for: .agree, amount: 0).key
    let otherID = try context.identifier(uniqueIdentifier[1])
    let other = try await context.key(otherID, for: .agree, amount: 0).key
    let secret = try KeyAgreement.secret(of: own, with: other)
    let count = try byteCount()
    guard secret.count == count else {
      throw OperationFailure(
        .invalidAttributeValue,
        "the keys agree on \(secret.count * 8) bits, not \(count * 8): derive what is shorter or longer from them")
    }
    return secret
  }

  private func byteCount() throws(OperationFailure) -> Int {
    guard let length = attributes?.cryptographicLength else {
      throw OperationFailure(.invalidAttribute, "missing field: the cryptographic length of the new key is not given")
    }
    guard (8...65536).contains(length), length.isMultiple(of: 8) else {
      throw OperationFailure(
        .invalidAttributeValue, "cryptographic length \(length) is not a whole number of bytes from 8 to 65536 bits")
    }
    return Int(length / 8)
  }

  private func object(_ secret: Secret) throws -> ManagedObject {
    switch objectType {
    case .symmetricKey:
      guard let algorithm = attributes?.cryptographicAlgorithm else {
        throw OperationFailure(.invalidAttribute, "missing field: the cryptographic algorithm of the key is not given")
      }
      return try .symmetricKey(CryptographicKey(symmetric: secret, algorithm: algorithm))
    case .secretData:
      let keyBlock = KeyBlock(keyFormatType: .raw, keyValue: .plain(.bytes(secret), attributes: nil))
      return .secretData(SecretData(secretDataType: .seed, keyBlock: keyBlock))
    default:
      throw OperationFailure(
        .invalidObjectType, "Derive Key makes symmetric keys and secret data, not \(objectType)")
    }
  }

  /// Each of the two names the other.
  private func insert(_ new: StoredObject, madeFrom baseID: String, in context: Context) async throws {
    let access = context.access
    try await context.store.transaction { writer in
      var base = try access.objectAtHand(baseID, in: writer.reader, missing: .itemNotFound)
      base.attributes.links.append(Link(linkType: .derivedKeyLink, linkedObjectIdentifier: .text(new.id)))
      try access.insert(new, writer)
      try writer.update(base)
    }
  }
}

extension Context {
  /// The bytes of a symmetric key or of secret data that may be derived from.
  fileprivate func derivationBase(_ id: String, _ count: Int) async throws -> Secret {
    let kept = try await objectWithMaterial(id, missing: .itemNotFound)
    guard !kept.isDestroyed else {
      throw OperationFailure(.itemNotFound, "object not found for identifier \(id): it is destroyed")
    }
    try CryptographicUse.derive.check(kept, at: now)
    if kept.attributes.usageLimits != nil { try await charge(id, count) }
    let object = try await unwrapped(kept)
    switch object.object {
    case .symmetricKey: return try object.key().secret
    case .secretData(let data):
      guard case .plain(.bytes(let secret), _)? = data.keyBlock.keyValue else {
        throw OperationFailure(.keyValueNotPresent, "secret data \(id) has no bytes at hand")
      }
      return secret
    default:
      throw OperationFailure(.invalidObjectType, "object \(id) is \(object.type.name): nothing is derived from it")
    }
  }
}
