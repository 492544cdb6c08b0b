public import KMIPClient

/// Hands the bytes of a message to a server in the same process.
public struct InProcessTransport: Transport {
  public let address: String
  public var encoding: WireEncoding { .binary }
  private let respond: @Sendable ([UInt8]) async -> [UInt8]
  private let respondToAccess: (@Sendable (AccessRequest) async -> AccessAnswer)?

  public init(
    address: String, access: (@Sendable (AccessRequest) async -> AccessAnswer)? = nil,
    respond: @escaping @Sendable ([UInt8]) async -> [UInt8]
  ) {
    self.address = address
    self.respond = respond
    respondToAccess = access
  }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    guard !Task.isCancelled else {
      throw TransportError(.cancelled, isUnsent: true, "cancelled before anything was sent")
    }
    return await respond(request)
  }

  public var carriesAccessCalls: Bool { respondToAccess != nil }

  public func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer {
    guard !Task.isCancelled else {
      throw TransportError(.cancelled, isUnsent: true, "cancelled before anything was sent")
    }
    return await respondToAccess?(request) ?? AccessAnswer(status: 405, body: [])
  }

  public func close() async {}
}
