import KMIP
import KMIPCrypto
import KeyStore
import TTLV

/// Keys that are kept wrapped under other keys of the server.
struct WrappingAtRest {
  let access: Access
  let store: StoreReader

  /// A key under a key under a key …: further than this is taken for a circle.
  private static let deepest = 8

  /// The object with its key in clear.
  func unwrapped(_ object: StoredObject, depth: Int = 0) throws -> StoredObject {
    guard let managed = object.object, let keyBlock = managed.keyBlock, let data = keyBlock.keyWrappingData else {
      return object
    }
    guard depth < Self.deepest else {
      throw OperationFailure(.invalidField, "key \(object.id) is wrapped in more than \(Self.deepest) layers")
    }
    guard case .text(let id)? = data.encryptionKeyInformation?.uniqueIdentifier else {
      throw OperationFailure(.invalidField, "the key wrapping data of \(object.id) names no key that unwraps")
    }
    let key = try key(id, for: .unwrap, depth: depth)
    var object = object
    object.content = .present(managed.replacing(try KeyWrapping.unwrap(keyBlock, with: key)))
    return object
  }

  /// The object wrapped under a key, whether it was wrapped before or not.
  func wrapped(_ object: StoredObject, under id: String) throws -> StoredObject {
    let former = object.object?.keyBlock?.keyWrappingData
    var object = try unwrapped(object)
    guard let managed = object.object, let keyBlock = managed.keyBlock else {
      throw OperationFailure(.invalidObjectType, "object \(object.id) has no key to wrap")
    }
    try checkCircle(from: id, to: object.id)
    let key = try key(id, for: .wrap, depth: 0)
    let specification = KeyWrappingSpecification(
      atRest: keyBlock, under: id, key, former: try sameKind(former, key) ? former : nil)
    let wrapped = try KeyWrapping.wrap(keyBlock, with: key, specification: specification)
    object.content = .present(managed.replacing(wrapped))
    object.attributes.setWrappingKey(id)
    return object
  }

  // What was said of a wrapping once stays as long as keys of one kind wrap.
  private func sameKind(_ former: KeyWrappingData?, _ key: CryptographicKey) throws -> Bool {
    guard case .text(let id)? = former?.encryptionKeyInformation?.uniqueIdentifier else { return false }
    return try store.object(id)?.attributes.cryptographicAlgorithm == key.algorithm
  }

  /// A key that wraps another must not need that other to be read.
  private func checkCircle(from wrapping: String, to id: String) throws {
    var next: String? = wrapping
    for _ in 0..<Self.deepest {
      guard let current = next else { return }
      guard current != id else {
        throw OperationFailure(.invalidField, "key \(id) would be wrapped under itself, by way of \(wrapping)")
      }
      let object = try store.object(current)
      let half = object?.type == .publicKey ? object?.attributes.link(.privateKeyLink) : nil
      next =
        try half.map { try store.object($0)?.attributes.link(.wrappingKeyLink) }
        ?? object?.attributes.link(.wrappingKeyLink)
    }
    throw OperationFailure(.invalidField, "key \(id) would be wrapped in more than \(Self.deepest) layers")
  }

  private func key(_ id: String, for use: CryptographicUse, depth: Int) throws -> CryptographicKey {
    // Whatever is at hand, the key is used to encrypt or to decrypt.
    let access = Access(user: access.user, operation: use.operation, now: access.now)
    let found = try access.objectWithMaterial(id, in: store, missing: .wrappingObjectNotFound)
    let half = use.half(of: found)
    let object =
      half == id ? found : try access.objectWithMaterial(half, in: store, missing: .wrappingObjectNotFound)
    try use.check(object, at: access.now)
    return try unwrapped(object, depth: depth + 1).key()
  }
}

extension KeyWrappingSpecification {
  fileprivate init(atRest keyBlock: KeyBlock, under id: String, _ key: CryptographicKey, former: KeyWrappingData?) {
    var parameters = former?.encryptionKeyInformation?.cryptographicParameters
    if former == nil, key.algorithm == .aes {
      parameters = CryptographicParameters(blockCipherMode: .aesKeyWrapPadding)
    }
    self.init(
      wrappingMethod: .encrypt,
      encryptionKeyInformation: EncryptionKeyInformation(
        uniqueIdentifier: .text(id), cryptographicParameters: parameters),
      encodingOption: keyBlock.hasBareBytes ? .noEncoding : .ttlvEncoding)
  }
}

extension KeyBlock {
  fileprivate var hasBareBytes: Bool {
    if case .plain(.bytes, nil)? = keyValue { true } else { false }
  }
}
