import KMIP
import KMIPServer
import KeyStore
import Synchronization

/// The objects of a rehearsal: those that it made, and those of the real server that it would change.
final class Shadow: Sendable {
  private static let owner = "rehearsal"

  private let store: ObjectStore
  private let kms: EmbeddedKMS
  private let clock: @Sendable () -> Int64
  /// Destroyed, where a server leaves nothing of a destroyed object.
  private let gone = Mutex<Set<String>>([])
  private let isUsed = Atomic(false)
  /// Copied from the real server.
  private let copied = Mutex<Set<String>>([])
  /// Of those, the ones whose grants are copied too.
  private let knownGrants = Mutex<Set<String>>([])

  init(clock: @escaping @Sendable () -> Int64) throws {
    store = try ObjectStore.inMemory()
    self.clock = clock
    kms = EmbeddedKMS(
      store: store, clock: clock,
      description: ServerDescription(
        vendorIdentification: "kmsh", serverName: "kmsh rehearsal", serverVersion: "rehearsal"))
  }

  var now: DateTime { DateTime(seconds: clock() / 1_000_000) }
  /// How many objects of the real server it stands for.
  var copies: Int { copied.withLock(\.count) }

  /// Whether nothing was rehearsed here so far.
  var isUntouched: Bool { !isUsed.load(ordering: .acquiring) }

  func isGone(_ id: String) -> Bool { gone.withLock { $0.contains(id) } }

  func knows(anyOf ids: [String]) async throws -> Bool {
    guard !ids.isEmpty else { return false }
    if ids.contains(where: isGone) { return true }
    return try await store.read { reader in try ids.contains { try reader.contains($0) } }
  }

  func object(_ id: String) async throws -> StoredObject? { try await store.read { try $0.objectWithMaterial(id) } }

  /// Keeps what is said of a real object, and none of its material. What is here already stays as it is.
  func insert(_ id: String, _ attributes: Attributes) async throws {
    guard let type = attributes.objectType else { return }
    isUsed.store(true, ordering: .releasing)
    var attributes = attributes
    attributes.uniqueIdentifier = .text(id)
    let object = StoredObject(id: id, type: type, owner: Self.owner, attributes: attributes, content: .absent)
    let isNew = try await store.transaction { writer in
      guard try !writer.reader.contains(id) else { return false }
      try writer.insert(object)
      return true
    }
    if isNew { copied.withLock { _ = $0.insert(id) } }
  }

  /// Gives objects their stand-in material; of two at once, the first stays.
  func give(_ materials: [(id: String, object: ManagedObject)]) async throws {
    try await store.transaction { writer in
      for (id, material) in materials {
        guard var object = try writer.objectWithMaterial(id), object.object == nil else { continue }
        object.content = .present(material)
        try writer.update(object)
      }
    }
  }

  func answer(
    _ item: RequestBatchItem, _ header: RequestHeader, leavesDestroyed: Bool
  ) async throws -> ResponseBatchItem {
    isUsed.store(true, ordering: .releasing)
    var header = header
    header.batchCount = 1
    let answer = await kms.respond(to: RequestMessage(header: header, items: [item]), as: Identity(name: Self.owner))
    guard var first = answer.items.first else {
      throw OperationFailure(operation: item.operation, reason: .generalFailure, message: "the rehearsal has no answer")
    }
    first.operation = item.operation
    if item.operation == .destroy, first.resultStatus == .success, !leavesDestroyed {
      try await remove(item.namedObjects)
    }
    return first
  }

  /// Lets the users do what they may do at the real server, unless that is known here already.
  func insert(_ grants: [AccessGrant], of id: String) async throws {
    guard knownGrants.withLock({ $0.insert(id).inserted }) else { return }
    try await store.transaction { writer in
      for grant in grants { try writer.grant(grant.rights, of: id, to: grant.user) }
    }
  }

  func knowsGrants(of id: String) -> Bool { knownGrants.withLock { $0.contains(id) } }

  func isCopy(_ id: String) -> Bool { copied.withLock { $0.contains(id) } }

  func answer(_ request: WebRequest) async -> WebAnswer {
    isUsed.store(true, ordering: .releasing)
    return await kms.answer(request, as: Identity(name: Self.owner))
  }

  private func remove(_ ids: [String]) async throws {
    try await store.transaction { writer in
      for id in ids where try writer.reader.contains(id) { try writer.delete(id) }
    }
    gone.withLock { $0.formUnion(ids) }
  }
}
