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
      try object.undergo(.destroy, at: now)
      object.content = .absent
    }
    return Response(uniqueIdentifier: .text(id))
  }
}
