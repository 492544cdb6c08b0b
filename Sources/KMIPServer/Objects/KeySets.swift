import FoundationEssentials
import KMIP
import KeyStore

/// The keys of a set as one identity sees them.
struct KeySets {
  let access: Access
  let store: StoreReader

  /// The newest generation, whether it is active yet or not.
  func latest(of name: String) throws -> StoredObject? {
    var found: StoredObject?
    try store.visitKeySet(name) { id in
      found = try member(id)
      return found == nil
    }
    return found
  }

  func generation(_ number: Int32, of name: String) throws -> StoredObject? {
    var found: StoredObject?
    try store.visitKeySet(name, generation: number) { id in
      found = try member(id)
      return found == nil
    }
    return found
  }

  /// What the reference means where one object is wanted.
  func object(_ reference: KeySetReference) throws -> StoredObject? {
    switch reference.version {
    case .unsaid, .latest: try latest(of: reference.name)
    case .generation(let number): try generation(number, of: reference.name)
    }
  }

  /// The newest generation that has begun: one with an offset waits for its time, and the one before it serves on.
  func current(of name: String) throws -> StoredObject? {
    var found: StoredObject?
    try store.visitKeySet(name) { id in
      guard let object = try member(id) else { return true }
      found = found ?? object
      guard object.state != .preActive else { return true }
      found = object
      return false
    }
    return found
  }

  /// All generations that can be used, the newest first, and how many there are of them at most.
  func generations(of name: String, atMost limit: Int) throws -> [StoredObject] {
    var found: [StoredObject] = []
    var numbers: Set<Int32> = []
    try store.visitKeySet(name) { id in
      guard let object = try member(id), numbers.insert(object.attributes.rotateGeneration ?? 0).inserted else {
        return true
      }
      found.append(object)
      return found.count < limit
    }
    return found
  }

  private func member(_ id: String) throws -> StoredObject? {
    guard let object = try access.find(id, in: store), !object.isDestroyed else { return nil }
    return object
  }
}

extension Context {
  /// The object that a request names to look at it or to replace it: its identifier, or a generation of a key set.
  func object(named identifier: UniqueIdentifier?, prefersSet: Bool = false) async throws -> String {
    let id = try self.identifier(identifier)
    guard let reference = keySetReference(id) else { return id }
    let access = access
    return try await store.read { store in
      if !prefersSet, try access.find(id, in: store) != nil { return id }
      return try KeySets(access: access, store: store).object(reference)?.id ?? id
    }
  }

  /// The key that a request names for a use that needs one: of a set, the generation that serves now.
  func key(named identifier: UniqueIdentifier?, for use: CryptographicUse) async throws -> String {
    let id = try self.identifier(identifier)
    guard let reference = keySetReference(id) else { return id }
    let access = access
    return try await store.read { store in
      let sets = KeySets(access: access, store: store)
      guard reference.version == .unsaid else {
        return try sets.object(reference).map { use.half(of: $0) } ?? id
      }
      if use.protects { return try sets.current(of: reference.name).map { use.half(of: $0) } ?? id }
      let generations = try sets.generations(of: reference.name, atMost: 2)
      guard generations.count < 2 else {
        throw OperationFailure(
          .invalidField,
          "key set \(id) has several generations: name the one that is meant, such as \(id)@latest")
      }
      return generations.first.map { use.half(of: $0) } ?? id
    }
  }

  // A random identifier is never the name of a set; the question would cost each request a look at the index.
  func keySetReference(_ id: String) -> KeySetReference? {
    id.utf8.count == 36 && UUID(uuidString: id) != nil ? nil : KeySetReference(id)
  }
}

extension CryptographicUse {
  /// The half of a pair that is good for this use; anything else is itself.
  func half(of object: StoredObject) -> String {
    switch (self, object.type) {
    case (.verify, .privateKey), (.encrypt, .privateKey), (.wrap, .privateKey):
      object.attributes.link(.publicKeyLink) ?? object.id
    case (.sign, .publicKey), (.decrypt, .publicKey), (.unwrap, .publicKey):
      object.attributes.link(.privateKeyLink) ?? object.id
    case (.sign, .certificate), (.decrypt, .certificate), (.unwrap, .certificate):
      object.attributes.link(.privateKeyLink) ?? object.id
    default: object.id
    }
  }
}
