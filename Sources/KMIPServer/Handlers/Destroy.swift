import KMIP
import KeyStore

extension Destroy: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let (access, extensions) = (context.access, context.extensions)
    try await context.store.transaction { writer in
      let object = try access.objectAtHand(id, in: writer.reader, missing: .itemNotFound)
      if let type = extensions.expectedType, type != object.type {
        throw OperationFailure(.invalidObjectType, "object \(id) is \(object.type.name), not \(type.name)")
      }
      try destroy(object, writer, at: access.now, leavesNothing: extensions.removes)
      guard extensions.cascades, let other = try access.otherHalf(of: object, in: writer.reader) else { return }
      try destroy(other, writer, at: access.now, leavesNothing: extensions.removes)
    }
    return Response(uniqueIdentifier: .text(id))
  }
}

private func destroy(
  _ object: StoredObject, _ writer: StoreWriter, at now: DateTime, leavesNothing: Bool
) throws {
  guard !object.isDestroyed else {
    throw OperationFailure(.itemNotFound, "object not found for identifier \(object.id): it is destroyed already")
  }
  var object = object
  // What is active without having been activated, as a new certificate is, needs no revocation.
  if object.state == .active, object.attributes.activationDate == nil { try object.undergo(.deactivate, at: now) }
  try object.undergo(.destroy, at: now)
  if leavesNothing { return try writer.delete(object.id) }
  object.content = .absent
  try writer.update(object)
  // What is left of it is its owner's affair.
  try writer.revokeAll(of: object.id)
}
