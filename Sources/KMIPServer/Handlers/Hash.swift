import KMIP
import KMIPCrypto

extension KMIP.Hash: Handled {
  func response(in context: inout Context) async throws -> Response {
    switch try Part(initIndicator, finalIndicator, correlationValue) {
    case .whole:
      guard let data else { throw OperationFailure(.missingData, "Hash needs data") }
      return Response(data: try Hashing.digest(of: data, algorithm))
    case .first:
      let (_, correlation) = try context.open(.digest(try DigestStream(algorithm)), of: .hash, nil, data: data)
      return Response(correlationValue: correlation)
    case .next(let correlation, let isLast):
      let stream = try context.resume(correlation, of: .hash, data: data).stream
      guard isLast else { return Response(correlationValue: try context.streams.keep(stream, at: context.now)) }
      return Response(data: try stream.digest)
    }
  }

  private var algorithm: HashingAlgorithm {
    get throws {
      guard let algorithm = cryptographicParameters?.hashingAlgorithm else {
        throw OperationFailure(.invalidField, "the hashing algorithm is not given")
      }
      try Hashing.checkSupported(algorithm)
      return algorithm
    }
  }
}
