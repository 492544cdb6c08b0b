import KMIP
import KMIPCrypto
import KeyStore

extension SignatureVerify: Handled {
  func response(in context: inout Context) async throws -> Response {
    try refuseStreaming(initIndicator, finalIndicator, correlationValue)
    let id = try context.identifier(uniqueIdentifier)
    let (key, attributes) = try await context.key(id, for: .verify, amount: 0)
    guard let signatureData else { throw OperationFailure(.missingData, "Signature Verify needs signature data") }
    let isValid = try DigitalSignature.verify(
      signatureData, of: try signatureInput(data, digestedData), with: key,
      parameters: cryptographicParameters ?? attributes.cryptographicParameters.first)
    return Response(uniqueIdentifier: .text(id), validityIndicator: isValid ? .valid : .invalid)
  }
}
