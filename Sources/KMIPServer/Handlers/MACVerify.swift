import KMIP
import KMIPCrypto
import KeyStore

extension MACVerify: Handled {
  func response(in context: inout Context) async throws -> Response {
    switch try Part(initIndicator, finalIndicator, correlationValue) {
    case .whole: try await whole(in: context)
    case .first: try await first(in: context)
    case .next(let correlation, let isLast): try await next(correlation, isLast: isLast, in: context)
    }
  }

  private func whole(in context: Context) async throws -> Response {
    try await context.walk(uniqueIdentifier, for: .verifyMAC)
      .first(where: { $0.validityIndicator == .valid }, trying: { try await verified(with: $0, in: context) })
  }

  private func verified(with id: String, in context: Context) async throws -> Response {
    let (key, attributes) = try await context.key(id, for: .verifyMAC, amount: 0)
    guard let data, let macData else { throw OperationFailure(.missingData, "MAC Verify needs data and MAC data") }
    let isValid = try MessageAuthentication.verify(
      macData, of: data, with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), validityIndicator: isValid ? .valid : .invalid)
  }

  private func first(in context: Context) async throws -> Response {
    let id = try await context.key(named: uniqueIdentifier, for: .verifyMAC)
    let (key, attributes) = try await context.key(opening: id, for: .verifyMAC, amount: 0)
    let mac = try MACStream(key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    let (_, correlation) = try context.open(.mac(mac), of: .macVerify, id, data: data, expecting: macData)
    return Response(uniqueIdentifier: .text(id), correlationValue: correlation)
  }

  private func next(_ correlation: [UInt8], isLast: Bool, in context: Context) async throws -> Response {
    let (stream, id, _, _) = try await context.resume(
      correlation, of: .macVerify, on: uniqueIdentifier, for: .verifyMAC, data: data, expecting: macData)
    guard isLast else {
      return Response(
        uniqueIdentifier: .text(id), correlationValue: try context.streams.keep(stream, at: context.now))
    }
    guard let code = stream.expected else { throw OperationFailure(.missingData, "MAC Verify needs MAC data") }
    return Response(
      uniqueIdentifier: .text(id), validityIndicator: try stream.mac.verifies(code) ? .valid : .invalid)
  }
}
