import KMIP
import KeyStore

extension Archive: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let now = context.now
    try await context.change(id) { object, _ in
      guard !object.isDestroyed else {
        throw OperationFailure(.objectDestroyed, "DENIED: object \(id) is destroyed")
      }
      object.attributes.archiveDate = now
      object.attributes.lastChangeDate = now
    }
    return Response(uniqueIdentifier: .text(id))
  }
}
