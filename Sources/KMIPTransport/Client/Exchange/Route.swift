import KMIPClient
import NIOSSL

/// The way to a server: the proxy, if any, the address, and TLS, if any.
struct Route: Sendable {
  struct TLS: Sendable {
    let settings: ClientTLS
    let context: NIOSSLContext

    init(_ settings: ClientTLS) throws(SetupError) {
      self.settings = settings
      context = try settings.context()
    }
  }

  let endpoint: Endpoint
  let tls: TLS?
  let proxy: Proxy?
  /// The server in messages to people.
  let peer: String

  init(to endpoint: Endpoint, tls: TLS?, proxy: Proxy?, peer: String) {
    self.endpoint = endpoint
    self.tls = tls
    self.proxy = proxy.flatMap { $0.serves(endpoint.host) ? $0 : nil }
    self.peer = peer
  }

  var serverName: String? { endpoint.isAddress ? nil : endpoint.host }

  /// True if the proxy is sent HTTP requests as they are, rather than bytes to pass on.
  var isForwarded: Bool { tls == nil && proxy?.kind == .http }

  var tunnel: (any Tunnel)? {
    guard let proxy, !isForwarded else { return nil }
    return switch proxy.kind {
    case .http: ConnectTunnel(target: endpoint, login: proxy.login)
    case .socks5: SOCKSTunnel(target: endpoint, login: proxy.login)
    }
  }
}

extension TransportError {
  init(_ proxy: Proxy?, _ refusal: ProxyRefusal) {
    self.init(
      refusal.isLogin ? .authentication : .connect, isUnsent: true, isLasting: refusal.isLasting,
      "the proxy \(proxy.map { "\($0)" } ?? "") \(refusal.message)", hint: refusal.hint)
  }
}
