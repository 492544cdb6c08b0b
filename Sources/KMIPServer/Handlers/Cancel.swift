import KMIP

extension Cancel: Handled {
  static var isUndoable: Bool { false }

  func response(in context: inout Context) async throws -> Response {
    let result = try await context.kms.requests.cancel(asynchronousCorrelationValue, by: context.identity.name)
    return Response(asynchronousCorrelationValue: asynchronousCorrelationValue, cancellationResult: result)
  }
}
