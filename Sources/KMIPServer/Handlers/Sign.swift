import KMIP
import KMIPCrypto
import KeyStore

extension Sign: Handled {
  func response(in context: inout Context) async throws -> Response {
    try refuseStreaming(initIndicator, finalIndicator, correlationValue)
    let id = try context.identifier(uniqueIdentifier)
    let amount = (data ?? digestedData ?? []).count
    let (key, attributes) = try await context.key(id, for: .sign, amount: amount)
    let signature = try DigitalSignature.sign(
      try signatureInput(data, digestedData), with: key,
      parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), signatureData: signature)
  }
}

func signatureInput(_ data: [UInt8]?, _ digest: [UInt8]?) throws(OperationFailure) -> SignatureInput {
  switch (data, digest) {
  case (let data?, nil): return .data(data)
  case (nil, let digest?): return .digestedData(digest)
  case (nil, nil): throw OperationFailure(.missingData, "neither data nor digested data is given")
  default: throw OperationFailure(.invalidField, "both data and digested data are given")
  }
}
