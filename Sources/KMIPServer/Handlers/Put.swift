import KMIP
import KeyStore

// Another server hands an object over, to which this one is the client (KMIP 2.1 §6.2.3).
extension Put: Handled {
  func response(in context: inout Context) async throws -> Response {
    guard case .text(let given) = uniqueIdentifier else {
      throw OperationFailure(.invalidField, "the unique identifier of an object that is put here is text")
    }
    let id = try NewObject.checked(given)
    let replaced = try replacedIdentifier(besides: id)
    let objects = try await Registration(object.type, object, attributes).objects(as: id, in: context)
    try await keep(objects, inPlaceOf: replaced, in: context)
    context.leave(id)
    return Response()
  }

  private func replacedIdentifier(besides id: String) throws(OperationFailure) -> String? {
    switch (putFunction, replacedUniqueIdentifier) {
    case (.new, nil): return nil
    case (.replace, .text(let replaced)?) where replaced != id: return replaced
    default:
      throw OperationFailure(
        .invalidField, "found Put Function \(putFunction.name): New names no other object to replace, Replace names one"
      )
    }
  }

  private func keep(_ objects: [StoredObject], inPlaceOf replaced: String?, in context: Context) async throws {
    let (access, replacement) = (context.access, Replacement(offset: nil, in: context))
    let unread = try await context.store.transaction { writer in
      for object in objects.dropLast() { try access.insert(object, writer) }
      guard var new = objects.last else { return [String]() }
      guard let replaced else {
        try access.insert(new, writer)
        return []
      }
      var old = try access.objectAtHand(replaced, in: writer.reader)
      guard old.type == new.type else {
        throw OperationFailure(.invalidObjectType, "object \(replaced) is \(old.type.name), not \(new.type.name)")
      }
      try Replacement.checkLatest(old, as: old.type.name)
      if new.attributes.names.isEmpty { new.attributes.names = old.attributes.names }
      // An expiring certificate stays what it is until then.
      replacement.exchange(&old, &new, retires: old.type != .certificate)
      return try access.replace([(old, new)], writer)
    }
    if let replaced { context.reportUnread(unread, replaced) }
  }
}
