import KMIP
import KMIPClient
import KMIPServer
import KeyStore

/// Brings what an item names from the real server into the shadow: attributes, and stand-ins for material.
struct ObjectCopy {
  let real: RealServer
  let shadow: Shadow

  func copy(for item: RequestBatchItem) async throws {
    let ids = try await copy(item.namedObjects, for: item.operation)
    guard item.needsMaterial else { return }
    var usable: [String] = []
    for id in ids where try await mayBeUsed(id, by: item.operation) { usable.append(id) }
    try await StandIns(real: real, shadow: shadow).give(to: usable)
  }

  // What is refused for its state needs no material first: a key pair takes long to make. One that is not active yet
  // may have become so.
  private func mayBeUsed(_ id: String, by operation: OperationCode) async throws -> Bool {
    guard let state = try await shadow.object(id)?.attributes.state else { return true }
    return state == .preActive || operation.mayUse(keyIn: state)
  }

  /// What is said of an object, and no more.
  func copy(_ ids: [String]) async throws { for id in ids { _ = try await attributes(of: id) } }

  /// - Returns: The objects and their companions, as far as there are any.
  private func copy(_ ids: [String], for operation: OperationCode) async throws -> [String] {
    var waiting = ids
    var found: [String] = []
    var seen: Set<String> = []
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted, !shadow.isGone(id), let attributes = try await attributes(of: id) else {
        continue
      }
      found.append(id)
      waiting += attributes.companions(in: operation)
    }
    return found
  }

  private func attributes(of id: String) async throws -> Attributes? {
    if let known = try await shadow.object(id) { return known.attributes }
    guard let attributes = try await real.attributes(of: id) else { return nil }
    try await shadow.insert(id, attributes)
    return attributes
  }
}
