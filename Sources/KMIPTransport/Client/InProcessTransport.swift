public import KMIPClient

/// Hands the bytes of a message to a server in the same process.
public struct InProcessTransport: Transport {
  public let address: String
  public var encoding: WireEncoding { .binary }
  private let respond: @Sendable ([UInt8]) async -> [UInt8]

  public init(address: String, respond: @escaping @Sendable ([UInt8]) async -> [UInt8]) {
    self.address = address
    self.respond = respond
  }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    guard !Task.isCancelled else {
      throw TransportError(.cancelled, isUnsent: true, "cancelled before anything was sent")
    }
    return await respond(request)
  }

  public func close() async {}
}
