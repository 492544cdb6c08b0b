/// A request beside KMIP, for what KMIP has no message: who may do what with an object.
public struct AccessRequest: Hashable, Sendable {
  /// Below the server's root, such as `/access/list/k1`, escaped as a URL wants it.
  public var path: String
  /// JSON to post; none to only ask.
  public var body: [UInt8]?

  public init(path: String, body: [UInt8]? = nil) {
    self.path = path
    self.body = body
  }
}

public struct AccessAnswer: Hashable, Sendable {
  /// As HTTP has it.
  public var status: Int
  public var body: [UInt8]

  public init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}

extension Transport {
  public var carriesAccessCalls: Bool { false }

  public func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer {
    throw TransportError(
      .server, isUnsent: true, isLasting: true, "\(address) carries KMIP alone, which has no message for access rights",
      hint: "name the server by its http address")
  }
}
