import KMIP
import KMIPCrypto
import KeyStore

extension Decrypt: Handled {
  func response(in context: inout Context) async throws -> Response {
    switch try Part(initIndicator, finalIndicator, correlationValue) {
    case .whole: try await whole(in: context)
    case .first: try await first(in: context)
    case .next(let correlation, let isLast): try await next(correlation, isLast: isLast, in: context)
    }
  }

  private func whole(in context: Context) async throws -> Response {
    let walk = try await context.walk(uniqueIdentifier, for: .decrypt)
    return try await walk.first(trying: { try await decrypted(with: $0, of: walk, in: context) })
  }

  private func decrypted(with id: String, of walk: GenerationWalk, in context: Context) async throws -> Response {
    let (key, attributes) = try await context.key(id, for: .decrypt, amount: data?.count ?? 0)
    guard let data else { throw OperationFailure(.missingData, "Decrypt needs data") }
    let ciphertext = Ciphertext(
      data: data, ivCounterNonce: ivCounterNonce, authenticatedEncryptionTag: authenticatedEncryptionTag)
    let parameters = cryptographicParameters ?? attributes.cryptographicParameters.first
    try requireAuthentication(walk, key, parameters)
    do {
      let plaintext = try Cipher.decrypt(
        ciphertext, with: key, parameters: parameters, additionalData: authenticatedEncryptionAdditionalData)
      return Response(uniqueIdentifier: .text(id), data: plaintext)
    } catch let failure as OperationFailure where failure.reason == .missingInitializationVector {
      // The test cases of every version want the message to be at fault (CS-BC-M-11, CS-BC-M-13).
      throw OperationFailure(.invalidMessage, failure.message)
    }
  }

  private func first(in context: Context) async throws -> Response {
    let id = try await context.key(named: uniqueIdentifier, for: .decrypt)
    let (key, attributes) = try await context.key(opening: id, for: .decrypt, amount: data?.count ?? 0)
    let cipher = try CipherStream.decrypting(
      with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first,
      ivCounterNonce: ivCounterNonce, additionalData: authenticatedEncryptionAdditionalData)
    let (data, correlation) = try context.open(
      .cipher(cipher), of: .decrypt, id, data: data, expecting: authenticatedEncryptionTag)
    return Response(uniqueIdentifier: .text(id), data: data, correlationValue: correlation)
  }

  // The specification wants the tag with the first part; a client that meets it at the end may send it there.
  private func next(_ correlation: [UInt8], isLast: Bool, in context: Context) async throws -> Response {
    var (stream, id, _, data) = try await context.resume(
      correlation, of: .decrypt, on: uniqueIdentifier, for: .decrypt, data: data, expecting: authenticatedEncryptionTag)
    try refuseLateParameters(ivCounterNonce, authenticatedEncryptionAdditionalData)
    var response = Response(uniqueIdentifier: .text(id))
    if isLast {
      data += try stream.cipher.finalizedDecryption(tag: stream.expected)
    } else {
      response.correlationValue = try context.streams.keep(stream, at: context.now)
    }
    response.data = data
    return response
  }
}
