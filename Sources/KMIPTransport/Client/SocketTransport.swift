public import KMIPClient

/// Binary messages over TLS.
public final class SocketTransport: Transport {
  public let address: String
  public var encoding: WireEncoding { .binary }
  private let pool: ConnectionPool<MessageFraming>

  public init(
    _ endpoint: Endpoint, tls: ClientTLS, proxy: Proxy? = nil, limits: PoolLimits = PoolLimits()
  ) throws(SetupError) {
    address = "kmips://\(endpoint)"
    let route = Route(to: endpoint, tls: try Route.TLS(tls), proxy: proxy, peer: "\(endpoint)")
    pool = ConnectionPool(route, limits: limits)
  }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] { try await pool.exchange(request) }

  public func close() async { pool.close() }
}
