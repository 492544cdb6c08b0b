import KMIP

extension Ping: Handled {
  func response(in context: inout Context) async throws -> Response { Response() }
}
