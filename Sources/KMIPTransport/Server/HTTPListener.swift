public import KMIP

/// Where and how to serve KMIP over HTTP.
public struct HTTPListener: Sendable {
  public var endpoint: Endpoint
  public var tls: ServerTLS?
  /// With it, messages need `Authorization: Bearer …`.
  public var token: Secret?
  /// What `GET /version` answers.
  public var version: String

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
