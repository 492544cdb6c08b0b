import KMIP
import KeyStore

extension Import: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try identifier()
    var registration = try Registration(objectType, object, attributes)
    if keyWrapType == .notWrapped { registration = try await registration.unwrapped(in: context) }
    let objects = try await registration.objects(as: id, in: context)
    let (access, replaces) = (context.access, replaceExisting == true)
    try await context.store.transaction { writer in
      for object in objects {
        if replaces, let old = try access.find(object.id, in: writer.reader) {
          try writer.replace(old, by: try access.atRest(object, in: writer.reader))
        } else {
          try access.insert(object, writer)
        }
      }
    }
    context.leave(id, as: .import)
    return Response(uniqueIdentifier: .text(id))
  }

  private func identifier() throws(OperationFailure) -> String {
    guard case .text(let id) = uniqueIdentifier, !id.isEmpty else { return NewObject.newIdentifier() }
    return try NewObject.checked(id)
  }
}
