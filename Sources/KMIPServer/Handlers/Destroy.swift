import KMIP
import KeyStore

extension Destroy: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let now = context.now
    try await context.change(id, missing: .itemNotFound) { object, _ in
      guard !object.isDestroyed else {
        throw OperationFailure(.itemNotFound, "object not found for identifier \(id): it is destroyed already")
      }
      // What is active without having been activated, as a new certificate is, needs no revocation.
      if object.state == .active, object.attributes.activationDate == nil { try object.undergo(.deactivate, at: now) }
      try object.undergo(.destroy, at: now)
      object.content = .absent
    }
    return Response(uniqueIdentifier: .text(id))
  }
}
