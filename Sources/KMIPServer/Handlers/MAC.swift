import KMIP
import KMIPCrypto
import KeyStore

extension MAC: Handled {
  func response(in context: inout Context) async throws -> Response {
    try refuseStreaming(initIndicator, finalIndicator, correlationValue)
    let id = try context.identifier(uniqueIdentifier)
    let (key, attributes) = try await context.key(id, for: .generateMAC, amount: data?.count ?? 0)
    guard let data else { throw OperationFailure(.missingData, "MAC needs data") }
    let mac = try MessageAuthentication.mac(
      of: data, with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), macData: mac)
  }
}
