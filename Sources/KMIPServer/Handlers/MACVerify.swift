import KMIP
import KMIPCrypto
import KeyStore

extension MACVerify: Handled {
  func response(in context: inout Context) async throws -> Response {
    try refuseStreaming(initIndicator, finalIndicator, correlationValue)
    let id = try context.identifier(uniqueIdentifier)
    let (key, attributes) = try await context.key(id, for: .verifyMAC, amount: 0)
    guard let data, let macData else { throw OperationFailure(.missingData, "MAC Verify needs data and MAC data") }
    let isValid = try MessageAuthentication.verify(
      macData, of: data, with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), validityIndicator: isValid ? .valid : .invalid)
  }
}
