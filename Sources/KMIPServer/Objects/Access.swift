import KMIP
import KeyStore

/// What one identity may do at hand, and when: what it may not looks as if the object were not there.
struct Access: Sendable {
  let user: String
  /// None: what no right allows, but for the owner.
  let operation: OperationCode?
  let now: DateTime
  var scope: Scope?

  func object(
    _ id: String, in store: StoreReader, missing reason: ResultReason = .objectNotFound
  ) throws -> StoredObject {
    try permitted(store.object(id), id, store, reason)
  }

  func objectWithMaterial(
    _ id: String, in store: StoreReader, missing reason: ResultReason = .objectNotFound
  ) throws -> StoredObject {
    let object = try permitted(store.objectWithMaterial(id), id, store, reason)
    try object.checkPresence()
    return object
  }

  /// To be changed: what is archived has to be recovered first.
  func objectAtHand(
    _ id: String, in store: StoreReader, missing reason: ResultReason = .objectNotFound
  ) throws -> StoredObject {
    let object = try object(id, in: store, missing: reason)
    try object.checkPresence()
    return object
  }

  /// None if there is none, or not for this identity.
  func find(_ id: String, in store: StoreReader) throws -> StoredObject? {
    guard let object = try store.object(id), try permits(object, in: store) else { return nil }
    return object.settled(at: now)
  }

  private func permits(_ object: StoredObject, in store: StoreReader) throws -> Bool {
    guard scope?.permits(object) ?? true else { return false }
    if object.owner == user { return true }
    guard let operation else { return false }
    return try store.rights(of: user, to: object.id).permit(operation)
  }

  private func permitted(
    _ object: StoredObject?, _ id: String, _ store: StoreReader, _ reason: ResultReason
  ) throws -> StoredObject {
    guard let object, try permits(object, in: store) else {
      throw OperationFailure(reason, "object not found for identifier \(id)")
    }
    return object.settled(at: now)
  }
}

extension Context {
  func object(_ id: String, missing reason: ResultReason = .objectNotFound) async throws -> StoredObject {
    let access = access
    return try await store.read { try access.object(id, in: $0, missing: reason) }
  }

  func objectWithMaterial(_ id: String, missing reason: ResultReason = .objectNotFound) async throws -> StoredObject {
    let access = access
    return try await store.read { try access.objectWithMaterial(id, in: $0, missing: reason) }
  }

  /// Changes one object in a transaction of its own.
  func change(
    _ id: String, missing reason: ResultReason = .objectNotFound,
    _ body: @escaping @Sendable (inout StoredObject, StoreWriter) throws -> Void
  ) async throws {
    let access = access
    try await store.transaction { writer in
      var object = try access.objectAtHand(id, in: writer.reader, missing: reason)
      try body(&object, writer)
      try writer.update(object)
    }
  }

  func insert(_ objects: [StoredObject]) async throws {
    let access = access
    try await store.transaction { writer in
      for object in objects { try access.insert(object, writer) }
    }
  }
}
