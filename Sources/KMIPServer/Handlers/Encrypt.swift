import KMIP
import KMIPCrypto
import KeyStore

extension Encrypt: Handled {
  func response(in context: inout Context) async throws -> Response {
    switch try Part(initIndicator, finalIndicator, correlationValue) {
    case .whole: try await whole(in: context)
    case .first: try await first(in: context)
    case .next(let correlation, let isLast): try await next(correlation, isLast: isLast, in: context)
    }
  }

  private func whole(in context: Context) async throws -> Response {
    let id = try await context.key(named: uniqueIdentifier, for: .encrypt)
    let (key, attributes) = try await context.key(id, for: .encrypt, amount: data?.count ?? 0)
    guard let data = data ?? (key.makesSecrets ? [] : nil) else {
      throw OperationFailure(.missingData, "Encrypt needs data")
    }
    try checkTagLength()
    let ciphertext = try Cipher.encrypt(
      data, with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first,
      ivCounterNonce: ivCounterNonce, additionalData: authenticatedEncryptionAdditionalData)
    try checkPlace(for: ciphertext.authenticatedEncryptionTag, in: context.version)
    return Response(
      uniqueIdentifier: .text(id), data: ciphertext.data, ivCounterNonce: ciphertext.ivCounterNonce,
      authenticatedEncryptionTag: ciphertext.authenticatedEncryptionTag)
  }

  // Without its tag the ciphertext could never be opened again.
  private func checkPlace(for tag: [UInt8]?, in version: ProtocolVersion) throws(OperationFailure) {
    guard tag != nil, version < .v1_4 else { return }
    throw OperationFailure(
      .unsupportedCryptographicParameters,
      "KMIP \(version) has no field for the tag of authenticated encryption: choose another block cipher mode")
  }

  // No mode has such tags; the reason is that of CS-BC-M-GCM-1.
  private func checkTagLength() throws(OperationFailure) {
    guard let length = cryptographicParameters?.tagLength, !(4...16).contains(length) else { return }
    throw OperationFailure(.generalFailure, "found a tag length of \(length), wanted 4 to 16 bytes")
  }

  private func first(in context: Context) async throws -> Response {
    let id = try await context.key(named: uniqueIdentifier, for: .encrypt)
    let (key, attributes) = try await context.key(opening: id, for: .encrypt, amount: data?.count ?? 0)
    let cipher = try CipherStream.encrypting(
      with: key, parameters: cryptographicParameters ?? attributes.cryptographicParameters.first,
      ivCounterNonce: ivCounterNonce, additionalData: authenticatedEncryptionAdditionalData)
    let (data, correlation) = try context.open(.cipher(cipher), of: .encrypt, id, data: data)
    return Response(
      uniqueIdentifier: .text(id), data: data, ivCounterNonce: cipher.ivCounterNonce, correlationValue: correlation)
  }

  private func next(_ correlation: [UInt8], isLast: Bool, in context: Context) async throws -> Response {
    var (stream, id, _, data) = try await context.resume(
      correlation, of: .encrypt, on: uniqueIdentifier, for: .encrypt, data: data)
    try refuseLateParameters(ivCounterNonce, authenticatedEncryptionAdditionalData)
    var response = Response(uniqueIdentifier: .text(id))
    if isLast {
      let (rest, tag) = try stream.cipher.finalizedEncryption()
      try checkPlace(for: tag, in: context.version)
      data += rest
      response.authenticatedEncryptionTag = tag
    } else {
      response.correlationValue = try context.streams.keep(stream, at: context.now)
    }
    response.data = data
    return response
  }
}

/// What a cipher begins with comes with the first part (KMIP 2.1 §6.1.11, §6.1.17).
func refuseLateParameters(_ vector: [UInt8]?, _ additionalData: [UInt8]?) throws(OperationFailure) {
  guard vector == nil, additionalData == nil else {
    throw OperationFailure(.invalidField, "IV/Counter/Nonce and additional data come with the first part of a stream")
  }
}
