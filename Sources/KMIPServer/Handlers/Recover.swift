import KMIP
import KeyStore

extension Recover: Handled {
  // What is at hand already stays there: recovering twice is no fault.
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let access = context.access
    try await context.store.transaction { writer in
      var object = try access.object(id, in: writer.reader)
      guard object.isArchived else { return }
      object.attributes.archiveDate = nil
      object.attributes.lastChangeDate = access.now
      try writer.update(object)
    }
    return Response(uniqueIdentifier: .text(id))
  }
}
