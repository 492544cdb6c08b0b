import KMIP

extension Logout: Handled {
  static var isUndoable: Bool { false }

  func response(in context: inout Context) async throws -> Response {
    try context.kms.tickets.end(ticket, of: context.identity.name)
    return Response()
  }
}
