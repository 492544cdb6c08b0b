import KMIP
import KMIPCrypto
import KeyStore

extension SignatureVerify: Handled {
  func response(in context: inout Context) async throws -> Response {
    switch try Part(initIndicator, finalIndicator, correlationValue) {
    case .whole: try await whole(in: context)
    case .first: try await first(in: context)
    case .next(let correlation, let isLast): try await next(correlation, isLast: isLast, in: context)
    }
  }

  private func whole(in context: Context) async throws -> Response {
    try await context.walk(uniqueIdentifier, for: .verify)
      .first(where: { $0.validityIndicator == .valid }, trying: { try await verified(with: $0, in: context) })
  }

  private func verified(with id: String, in context: Context) async throws -> Response {
    let (key, attributes) = try await context.key(id, for: .verify, amount: 0)
    let isValid = try DigitalSignature.verify(
      try given(signatureData), of: try signatureInput(data, digestedData), with: key,
      parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), validityIndicator: isValid ? .valid : .invalid)
  }

  private func first(in context: Context) async throws -> Response {
    try refuseDigestInParts(digestedData)
    let id = try await context.key(named: uniqueIdentifier, for: .verify)
    let (key, attributes) = try await context.key(opening: id, for: .verify, amount: 0)
    let parameters = cryptographicParameters ?? attributes.cryptographicParameters.first
    let digest = try DigestStream(try DigitalSignature.hashingAlgorithm(for: key, parameters: parameters))
    let (_, correlation) = try context.open(
      .digest(digest), of: .signatureVerify, id, data: data, parameters: parameters, expecting: signatureData)
    return Response(uniqueIdentifier: .text(id), correlationValue: correlation)
  }

  private func next(_ correlation: [UInt8], isLast: Bool, in context: Context) async throws -> Response {
    let (stream, id, key, _) = try await context.resume(
      correlation, of: .signatureVerify, on: uniqueIdentifier, for: .verify, data: data, expecting: signatureData)
    try refuseDigestInParts(digestedData)
    guard isLast else {
      return Response(
        uniqueIdentifier: .text(id), correlationValue: try context.streams.keep(stream, at: context.now))
    }
    let isValid = try DigitalSignature.verify(
      try given(stream.expected), of: .digestedData(try stream.digest), with: key, parameters: stream.parameters)
    return Response(uniqueIdentifier: .text(id), validityIndicator: isValid ? .valid : .invalid)
  }

  private func given(_ signature: [UInt8]?) throws(OperationFailure) -> [UInt8] {
    guard let signature else { throw OperationFailure(.missingData, "Signature Verify needs signature data") }
    return signature
  }
}
