import KMIP
import KMIPCrypto
import KeyStore

extension MAC: Handled {
  func response(in context: inout Context) async throws -> Response {
    switch try Part(initIndicator, finalIndicator, correlationValue) {
    case .whole: try await whole(in: context)
    case .first: try await first(in: context)
    case .next(let correlation, let isLast): try await next(correlation, isLast: isLast, in: context)
    }
  }

  private func whole(in context: Context) async throws -> Response {
    let id = try await context.key(named: uniqueIdentifier, for: .generateMAC)
    let (key, attributes) = try await context.key(id, for: .generateMAC, amount: data?.count ?? 0)
    guard let data else { throw OperationFailure(.missingData, "MAC needs data") }
    let mac = try MessageAuthentication.mac(
      of: data, with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), macData: mac)
  }

  private func first(in context: Context) async throws -> Response {
    let id = try await context.key(named: uniqueIdentifier, for: .generateMAC)
    let (key, attributes) = try await context.key(opening: id, for: .generateMAC, amount: data?.count ?? 0)
    let mac = try MACStream(key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    let (_, correlation) = try context.open(.mac(mac), of: .mac, id, data: data)
    return Response(uniqueIdentifier: .text(id), correlationValue: correlation)
  }

  private func next(_ correlation: [UInt8], isLast: Bool, in context: Context) async throws -> Response {
    let (stream, id, _, _) = try await context.resume(
      correlation, of: .mac, on: uniqueIdentifier, for: .generateMAC, data: data)
    guard !isLast else { return Response(uniqueIdentifier: .text(id), macData: try stream.mac.finalized()) }
    return Response(
      uniqueIdentifier: .text(id), correlationValue: try context.streams.keep(stream, at: context.now))
  }
}
