import KMIP
import KeyStore

extension GetConstraints: Handled {
  func response(in context: inout Context) async throws -> Response {
    let owner = context.identity.name
    return Response(constraints: try await context.store.read { try Policy(of: owner, in: $0) }.constraints)
  }
}
