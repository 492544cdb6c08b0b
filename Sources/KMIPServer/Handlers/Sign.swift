import KMIP
import KMIPCrypto
import KeyStore

extension Sign: Handled {
  func response(in context: inout Context) async throws -> Response {
    switch try Part(initIndicator, finalIndicator, correlationValue) {
    case .whole: try await whole(in: context)
    case .first: try await first(in: context)
    case .next(let correlation, let isLast): try await next(correlation, isLast: isLast, in: context)
    }
  }

  private func whole(in context: Context) async throws -> Response {
    let id = try await context.key(named: uniqueIdentifier, for: .sign)
    let amount = (data ?? digestedData ?? []).count
    let (key, attributes) = try await context.key(id, for: .sign, amount: amount)
    let signature = try DigitalSignature.sign(
      try signatureInput(data, digestedData), with: key,
      parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), signatureData: signature)
  }

  private func first(in context: Context) async throws -> Response {
    try refuseDigestInParts(digestedData)
    let id = try await context.key(named: uniqueIdentifier, for: .sign)
    let (key, attributes) = try await context.key(opening: id, for: .sign, amount: data?.count ?? 0)
    let parameters = cryptographicParameters ?? attributes.cryptographicParameters.first
    let digest = try DigestStream(try DigitalSignature.hashingAlgorithm(for: key, parameters: parameters))
    let (_, correlation) = try context.open(.digest(digest), of: .sign, id, data: data, parameters: parameters)
    return Response(uniqueIdentifier: .text(id), correlationValue: correlation)
  }

  private func next(_ correlation: [UInt8], isLast: Bool, in context: Context) async throws -> Response {
    let (stream, id, key, _) = try await context.resume(
      correlation, of: .sign, on: uniqueIdentifier, for: .sign, data: data)
    try refuseDigestInParts(digestedData)
    guard isLast else {
      return Response(
        uniqueIdentifier: .text(id), correlationValue: try context.streams.keep(stream, at: context.now))
    }
    let signature = try DigitalSignature.sign(
      .digestedData(try stream.digest), with: key, parameters: stream.parameters)
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

func refuseDigestInParts(_ digest: [UInt8]?) throws(OperationFailure) {
  guard digest == nil else { throw OperationFailure(.invalidField, "digested data comes whole, not in parts") }
}
