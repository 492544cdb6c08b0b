/// One end of a wire: a message out, a message back.
public protocol Transport: Sendable {
  /// How messages are written on this wire.
  var encoding: WireEncoding { get }
  /// For messages to people, such as `https://kms.example:9998` or `embedded KMS in ~/.local/share/kmsh`.
  var address: String { get }

  /// Sends a message and returns the bytes of the answer. Cancelling the task closes what it must.
  func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8]

  /// True if requests beside KMIP can be made on this wire, whatever the server makes of them.
  var carriesAccessCalls: Bool { get }
  /// Makes a request beside KMIP; any answer that a server gives is returned, but for one that turns the client away.
  func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer

  func close() async
}

public enum WireEncoding: Hashable, Sendable {
  case binary
  /// JSON as Cosmian reads it.
  case json
  case xml
}

/// Which part of an exchange failed, and whether the request can have reached the server.
public struct TransportError: Error, Hashable, Sendable {
  public enum Phase: String, Hashable, Sendable {
    case resolve, connect, tls, send, receive
    /// The server answered with something that is no KMIP message, such as an HTTP status.
    case server
    case decode
    case deadline
    case cancelled
    case authentication
    /// No version of KMIP that both ends speak.
    case version
  }

  public var phase: Phase
  /// True if the server cannot have acted on the request: it never had the whole of it, or turned it away unread.
  public var isUnsent: Bool
  /// True if the same request would fare no better a second time.
  public var isLasting: Bool
  public var message: String
  public var hint: String?

  public init(
    _ phase: Phase, isUnsent: Bool, isLasting: Bool = false, _ message: String, hint: String? = nil
  ) {
    self.phase = phase
    self.isUnsent = isUnsent
    self.isLasting = isLasting
    self.message = message
    self.hint = hint
  }
}
