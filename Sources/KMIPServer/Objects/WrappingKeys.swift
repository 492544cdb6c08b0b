import KMIP
import KeyStore
import TTLV

/// The vendor attribute by which clients ask for a key to be kept wrapped.
private let vendor = "cosmian"
private let wrappingKeyAttribute = "wrapping_key_id"

extension Attributes {
  /// The key under which the object is to be kept.
  var wantedWrappingKey: String? {
    guard case .textString(let id)? = self.vendor(KMIPServer.vendor, wrappingKeyAttribute), !id.isEmpty else {
      return nil
    }
    return id
  }

  /// Says under which key the object is kept.
  mutating func setWrappingKey(_ id: String) {
    setLink(.wrappingKeyLink, id)
    guard wantedWrappingKey != nil else { return }
    vendorAttributes = vendorAttributes.map { attribute in
      guard attribute.vendorIdentification == KMIPServer.vendor, attribute.attributeName == wrappingKeyAttribute else {
        return attribute
      }
      return VendorAttribute(
        vendorIdentification: KMIPServer.vendor, attributeName: wrappingKeyAttribute, attributeValue: .textString(id))
    }
  }
}

extension Access {
  private static let wrappable: Set<ObjectType> = [.symmetricKey, .privateKey, .secretData, .splitKey, .pgpKey]

  /// The object as it is to be kept: wrapped if its attributes say so, and linked to the key that wraps it.
  func atRest(_ object: StoredObject, in store: StoreReader) throws -> StoredObject {
    guard Self.wrappable.contains(object.type), let keyBlock = object.object?.keyBlock else { return object }
    guard keyBlock.keyWrappingData == nil else { return try linked(object, keyBlock, in: store) }
    guard let id = object.attributes.wantedWrappingKey else { return object }
    return try WrappingAtRest(access: self, store: store).wrapped(object, under: id)
  }

  /// Keeps a new object.
  func insert(_ object: StoredObject, _ writer: StoreWriter) throws {
    try checkKeySet(of: object, in: writer.reader)
    try writer.insert(try atRest(object, in: writer.reader))
  }

  /// What else changes with the attributes of an object.
  func edited(_ old: StoredObject, as new: StoredObject, _ writer: StoreWriter) throws -> StoredObject {
    if new.attributes.keySetName != old.attributes.keySetName { try checkKeySet(of: new, in: writer.reader) }
    guard let id = new.attributes.wantedWrappingKey, id != old.attributes.wantedWrappingKey,
      Self.wrappable.contains(new.type), !new.isDestroyed
    else { return new }
    var object = new
    object.content = try writer.objectWithMaterial(new.id)?.content ?? new.content
    return try WrappingAtRest(access: self, store: writer.reader).wrapped(object, under: id)
  }

  // A key that comes wrapped may be wrapped by a key that this server has.
  private func linked(_ object: StoredObject, _ keyBlock: KeyBlock, in store: StoreReader) throws -> StoredObject {
    guard case .text(let id)? = keyBlock.keyWrappingData?.encryptionKeyInformation?.uniqueIdentifier,
      try find(id, in: store) != nil
    else { return object }
    var object = object
    object.attributes.setWrappingKey(id)
    return object
  }

  /// Wraps anew, under another key, everything that one key wraps.
  /// - Returns: What could not be read with it, and stays as it is.
  func rewrapAll(under old: String, as new: String, _ writer: StoreWriter) throws -> [String] {
    var kept: [String] = []
    for id in try writer.reader.linked(by: .wrappingKeyLink, to: old) {
      // Whoever owns it: the key that reads it is about to be retired.
      guard let object = try writer.objectWithMaterial(id), !object.isDestroyed, object.isWrapped(under: old) else {
        continue
      }
      do { try writer.update(try rewrapped(object, under: new, in: writer.reader)) } catch is OperationFailure {
        kept.append(id)
      }
    }
    return kept
  }

  private func rewrapped(_ object: StoredObject, under id: String, in store: StoreReader) throws -> StoredObject {
    var object = object
    let owner = try store.object(id)?.owner ?? user
    // A rehearsal knows what is said of an object, and has not the object.
    if object.object == nil {
      object.attributes.setWrappingKey(id)
    } else {
      let access = Access(user: owner, operation: operation, now: now)
      object = try WrappingAtRest(access: access, store: store).wrapped(object, under: id)
    }
    object.attributes.lastChangeDate = now
    return object
  }
}

extension StoredObject {
  fileprivate func isWrapped(under id: String) -> Bool {
    guard let object else { return true }
    return object.keyBlock?.keyWrappingData?.encryptionKeyInformation?.uniqueIdentifier == .text(id)
  }
}
