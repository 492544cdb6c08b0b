import KMIP

extension DiscoverVersions: Handled {
  func response(in context: inout Context) async throws -> Response {
    guard !protocolVersion.isEmpty else { return Response(protocolVersion: ProtocolVersion.spoken) }
    return Response(protocolVersion: protocolVersion.filter(ProtocolVersion.spoken.contains))
  }
}
