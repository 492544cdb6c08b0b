import KMIP
import KeyStore

/// What the bearer of a ticket may do in the name of its issuer (KMIP 2.1 §6.1.12).
struct Scope: Hashable, Sendable {
  /// The ticket's place among the tickets.
  let ticket: [UInt8]
  /// None permits everything that its issuer may do.
  var rights: [Right]?

  /// The rights that hold for an operation.
  func narrowed(to operation: OperationCode) throws(OperationFailure) -> Scope {
    guard let rights, operation != .logout else { return self }
    let fitting = rights.filter { $0.operations?.operation.contains(operation) ?? true }
    guard !fitting.isEmpty else {
      throw OperationFailure(.permissionDenied, "DENIED: the ticket gives no right to \(operation.name)")
    }
    return Scope(ticket: ticket, rights: fitting)
  }

  var limitsObjects: Bool { rights?.allSatisfy(\.limitsObjects) ?? false }

  func permits(_ object: StoredObject) -> Bool { rights?.contains { $0.permits(object) } ?? true }
}

extension Right {
  fileprivate var limitsObjects: Bool { objects != nil || objectGroups != nil }

  fileprivate func permits(_ object: StoredObject) -> Bool {
    guard limitsObjects else { return true }
    if objects?.uniqueIdentifier.contains(where: { $0.description == object.id }) == true { return true }
    let groups = objectGroups?.objectGroup ?? []
    return object.attributes.objectGroups.contains(where: groups.contains)
  }
}
