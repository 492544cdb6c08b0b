public import KMIP

/// Where and how to serve KMIP over HTTP.
public struct HTTPListener: Sendable {
  public var endpoint: Endpoint
  public var tls: ServerTLS?
  /// With it, messages need `Authorization: Bearer …`.
  public var token: Secret?
  /// What `GET /version` answers, where no pages do.
  public var version: String
  /// Says who a client is before anything of its message is read.
  public var door: WireDoor = certificateDoor
  /// Answers what is no message.
  public var pages: PageResponder?
  /// Requests a second that one address may make.
  public var rateLimit: Int?

  public init(_ endpoint: Endpoint, tls: ServerTLS? = nil, token: Secret? = nil, version: String) {
    self.endpoint = endpoint
    self.tls = tls
    self.token = token
    self.version = version
  }
}

/// Where and how to serve KMIP over a TLS socket.
public struct SocketListener: Sendable {
  public var endpoint: Endpoint
  public var tls: ServerTLS
  /// Says who a client is.
  public var door: WireDoor = certificateDoor

  public init(_ endpoint: Endpoint, tls: ServerTLS) {
    self.endpoint = endpoint
    self.tls = tls
  }
}

/// Where listeners listen; a port that was asked for as 0 has its number here.
public struct ListeningAddresses: Hashable, Sendable {
  public var http: Endpoint?
  public var socket: Endpoint?
}
