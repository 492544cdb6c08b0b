import KMIP
import KeyStore

extension Activate: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let now = context.now
    try await context.change(id) { object, _ in try object.undergo(.activate, at: now) }
    return Response(uniqueIdentifier: .text(id))
  }
}
