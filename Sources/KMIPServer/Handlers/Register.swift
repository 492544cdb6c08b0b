import KMIP
import KeyStore

extension Register: Handled {
  func response(in context: inout Context) async throws -> Response {
    let registration = try Registration(objectType, object, attributes)
    let id = try NewObject.identifier(registration.attributes)
    try await context.insert(try await registration.objects(as: id, in: context))
    context.leave(id, as: .register)
    return Response(uniqueIdentifier: .text(id))
  }
}
