import KMIP
import KMIPCrypto
import KeyStore

/// A part that is kept, and what is said of it.
struct SplitKeyPart {
  let key: SplitKey
  let attributes: Attributes

  init(_ object: StoredObject) throws(OperationFailure) {
    switch object.object {
    case .splitKey(let key): self.key = key
    case nil: throw OperationFailure(.objectDestroyed, "DENIED: object \(object.id) is destroyed")
    default:
      throw OperationFailure(
        .invalidObjectType, "object \(object.id) is \(object.type.name), not a part of a split key")
    }
    guard object.state != .compromised else {
      throw OperationFailure(.wrongKeyLifecycleState, "DENIED: object \(object.id) is compromised: it is not joined")
    }
    attributes = object.attributes
  }

  func share(_ shape: SplitKeyShape) throws(OperationFailure) -> (number: Int32, part: Secret) {
    guard SplitKeyShape(key) == shape else {
      throw OperationFailure(
        .badCryptographicParameters, "the parts were not split in one way: they are of several keys")
    }
    guard case .plain(.bytes(let part), _)? = key.keyBlock.keyValue, key.keyBlock.keyWrappingData == nil else {
      throw OperationFailure(.keyValueNotPresent, "a part has no bytes at hand: it is kept wrapped")
    }
    return (key.keyPartIdentifier, part)
  }
}

/// The key that its parts bring back.
struct JoinedKey {
  private let secret: Secret
  private let first: SplitKeyPart
  private let parts: [SplitKeyPart]

  init(_ parts: [SplitKeyPart]) throws {
    guard let first = parts.first else { throw OperationFailure(.invalidMessage, "no part of a key is given") }
    let shape = SplitKeyShape(first.key)
    let shares = try parts.map { try $0.share(shape) }
    let isRaw = first.key.keyBlock.keyFormatType == .raw
    let length = isRaw ? first.key.keyBlock.cryptographicLength.map { Int($0) / 8 } : nil
    secret = try shape.sharing().join(shares, count: length)
    self.first = first
    self.parts = parts
  }

  func object(_ type: ObjectType, _ secretType: SecretDataType?) throws -> ManagedObject {
    let algorithm = first.key.keyBlock.cryptographicAlgorithm
    switch type {
    case .symmetricKey:
      guard let algorithm else {
        throw OperationFailure(.invalidObjectType, "the parts name no algorithm: they make secret data, no key")
      }
      return try .symmetricKey(CryptographicKey(symmetric: secret, algorithm: algorithm))
    case .privateKey:
      return .privateKey(PrivateKey(keyBlock: try CryptographicKey(keyBlock, objectType: .privateKey).keyBlock()))
    case .secretData:
      guard let secretType else {
        throw OperationFailure(.invalidField, "secret data needs its type: the secret data type is not given")
      }
      return .secretData(SecretData(secretDataType: secretType, keyBlock: keyBlock))
    default: throw OperationFailure(.invalidObjectType, "Join Split Key makes keys and secret data, not \(type)")
    }
  }

  private var keyBlock: KeyBlock {
    KeyBlock(
      keyFormatType: first.key.keyBlock.keyFormatType, keyValue: .plain(.bytes(secret), attributes: nil),
      cryptographicAlgorithm: first.key.keyBlock.cryptographicAlgorithm,
      cryptographicLength: first.key.keyBlock.cryptographicLength)
  }

  // What its parts kept to themselves the whole keeps too.
  func given(_ asked: Attributes?) -> Attributes {
    var attributes = asked ?? Attributes()
    if attributes.cryptographicUsageMask == nil {
      attributes.cryptographicUsageMask = first.attributes.cryptographicUsageMask
    }
    if parts.contains(where: { $0.attributes.sensitive == true }) { attributes.sensitive = true }
    if parts.contains(where: { $0.attributes.extractable == false }) { attributes.extractable = false }
    return attributes
  }
}
