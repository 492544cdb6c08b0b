import KMIP

extension Process: Handled {
  static var isUndoable: Bool { false }

  func response(in context: inout Context) async throws -> Response {
    try context.kms.requests.process(asynchronousCorrelationValue, by: context.identity.name)
    return Response()
  }
}
