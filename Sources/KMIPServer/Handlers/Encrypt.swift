import KMIP
import KMIPCrypto
import KeyStore

extension Encrypt: Handled {
  func response(in context: inout Context) async throws -> Response {
    try refuseStreaming(initIndicator, finalIndicator, correlationValue)
    let id = try context.identifier(uniqueIdentifier)
    let (key, attributes) = try await context.key(id, for: .encrypt, amount: data?.count ?? 0)
    guard let data else { throw OperationFailure(.missingData, "Encrypt needs data") }
    let ciphertext = try Cipher.encrypt(
      data, with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first,
      ivCounterNonce: ivCounterNonce, additionalData: authenticatedEncryptionAdditionalData)
    return Response(
      uniqueIdentifier: .text(id), data: ciphertext.data, ivCounterNonce: ciphertext.ivCounterNonce,
      authenticatedEncryptionTag: ciphertext.authenticatedEncryptionTag)
  }
}

/// Data comes whole: no operation here goes over several messages.
func refuseStreaming(_ begins: Bool?, _ ends: Bool?, _ correlation: [UInt8]?) throws(OperationFailure) {
  guard begins == true || ends == true || correlation != nil else { return }
  if begins == true, ends == true {
    throw OperationFailure(.invalidField, "the init and the final indicator cannot both be true")
  }
  throw OperationFailure(.featureNotSupported, "data in several parts is not supported: send it whole")
}
