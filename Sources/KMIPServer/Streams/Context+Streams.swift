import KMIP
import KMIPCrypto

extension Context {
  /// A key for the first part of a stream.
  func key(
    opening id: String, for use: CryptographicUse, amount: Int
  ) async throws -> (key: CryptographicKey, attributes: Attributes) {
    try streams.checkRoom(for: identity.name, at: now)
    return try await key(id, for: use, amount: amount)
  }

  /// - Returns: The correlation value for the next part.
  func open(
    _ work: OpenStream.Work, of operation: OperationCode, _ id: String?, data: [UInt8]?,
    parameters: CryptographicParameters? = nil, expecting expected: [UInt8]? = nil
  ) throws -> (data: [UInt8], correlation: [UInt8]) {
    var stream = OpenStream(
      operation: operation, owner: identity.name, id: id, work: work, parameters: parameters, expected: expected,
      touched: now)
    let answer = try stream.update(data)
    return (answer, try streams.keep(stream, at: now))
  }

  /// Feeds the next part. What fails here ends the stream.
  func resume(
    _ correlation: [UInt8], of operation: OperationCode, data: [UInt8]?, expecting expected: [UInt8]? = nil
  ) throws -> (stream: OpenStream, data: [UInt8]) {
    var stream = try streams.take(correlation, of: operation, by: identity.name, at: now)
    if let expected { stream.expected = expected }
    let answer = try stream.update(data)
    return (stream, answer)
  }

  /// As `resume`, of a stream with a key, which must still be good for its use.
  func resume(
    _ correlation: [UInt8], of operation: OperationCode, on identifier: UniqueIdentifier?,
    for use: CryptographicUse, data: [UInt8]?, expecting expected: [UInt8]? = nil
  ) async throws -> (stream: OpenStream, id: String, key: CryptographicKey, data: [UInt8]) {
    var stream = try streams.take(correlation, of: operation, by: identity.name, at: now)
    guard let id = stream.id, try identifier.map({ try self.identifier($0) == id }) ?? true else {
      throw OperationFailure(.invalidField, "the parts of a stream are for one key")
    }
    let key = try await key(id, for: use, amount: data?.count ?? 0, isContinued: true).key
    if let expected { stream.expected = expected }
    let answer = try stream.update(data)
    return (stream, id, key, answer)
  }
}
