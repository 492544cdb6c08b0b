import KMIP
import KeyStore

extension Import: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try identifier()
    var registration = try Registration(objectType, object, attributes)
    if keyWrapType == .notWrapped { registration = try await registration.unwrapped(in: context) }
    let stored = try registration.stored(as: id, in: context)
    let (access, replaces) = (context.access, replaceExisting == true)
    try await context.store.transaction { writer in
      guard replaces, let old = try access.find(id, in: writer.reader) else { return try writer.insert(stored) }
      try writer.replace(old, by: stored)
    }
    context.leave(id, as: .import)
    return Response(uniqueIdentifier: .text(id))
  }

  private func identifier() throws(OperationFailure) -> String {
    guard case .text(let id) = uniqueIdentifier, !id.isEmpty else { return NewObject.newIdentifier() }
    return try NewObject.checked(id)
  }
}
