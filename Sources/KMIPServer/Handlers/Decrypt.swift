import KMIP
import KMIPCrypto
import KeyStore

extension Decrypt: Handled {
  func response(in context: inout Context) async throws -> Response {
    try refuseStreaming(initIndicator, finalIndicator, correlationValue)
    let id = try context.identifier(uniqueIdentifier)
    let (key, attributes) = try await context.key(id, for: .decrypt, amount: data?.count ?? 0)
    guard let data else { throw OperationFailure(.missingData, "Decrypt needs data") }
    let ciphertext = Ciphertext(
      data: data, ivCounterNonce: ivCounterNonce, authenticatedEncryptionTag: authenticatedEncryptionTag)
    let plaintext = try Cipher.decrypt(
      ciphertext, with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first,
      additionalData: authenticatedEncryptionAdditionalData)
    return Response(uniqueIdentifier: .text(id), data: plaintext)
  }
}
