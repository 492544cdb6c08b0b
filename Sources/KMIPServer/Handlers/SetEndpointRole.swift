import KMIP

extension SetEndpointRole: Handled {
  func response(in context: inout Context) async throws -> Response {
    guard endpointRole == .client else {
      throw OperationFailure(
        .featureNotSupported, "the client stays the client: this server asks nothing of its clients")
    }
    return Response(endpointRole: .client)
  }
}
