import KMIP

extension DiscoverVersions: Handled {
  func response(in context: inout Context) async throws -> Response {
    guard !protocolVersion.isEmpty else { return Response(protocolVersion: spokenVersions) }
    return Response(protocolVersion: protocolVersion.filter(speaks))
  }
}
