import KMIP
import KMIPCrypto

extension KMIP.Hash: Handled {
  func response(in context: inout Context) async throws -> Response {
    try refuseStreaming(initIndicator, finalIndicator, correlationValue)
    guard let algorithm = cryptographicParameters?.hashingAlgorithm else {
      throw OperationFailure(.invalidField, "the hashing algorithm is not given")
    }
    guard let data else { throw OperationFailure(.missingData, "Hash needs data") }
    return Response(data: try Hashing.digest(of: data, algorithm))
  }
}
