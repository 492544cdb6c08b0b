import KMIP

extension RNGSeed: Handled {
  // The system's generator needs no seed and takes none from a client.
  func response(in context: inout Context) async throws -> Response {
    Response(dataLength: Int32(clamping: data.count))
  }
}
