import KMIP
import KMIPCrypto

extension RNGRetrieve: Handled {
  func response(in context: inout Context) async throws -> Response {
    Response(data: try RandomBytes.make(count: Int(dataLength)))
  }
}
