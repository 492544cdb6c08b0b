import KMIP
import KeyStore

extension SetConstraints: Handled {
  func response(in context: inout Context) async throws -> Response {
    for constraint in constraints.constraint {
      if let type = constraint.objectTypes?.objectType.first(where: { !$0.isKept }) {
        throw OperationFailure(.invalidObjectType, "objects of type \(type.name) are not kept here")
      }
      for item in constraint.attributes?.items ?? [] { try GivenAttributes.known(item) }
    }
    let isNone = constraints.constraint.isEmpty
    try await context.set(Policy.constraintsName, to: isNone ? nil : Policy.encode(constraints, .constraints))
    return Response()
  }
}
