import KMIP
import KeyStore
import TTLV

extension SetAttribute: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let item = newAttribute.item
    try await context.edit(id) { try $0.set(item) }
    return Response(uniqueIdentifier: .text(id))
  }
}
