import FoundationEssentials
public import KMIP

/// A machine that connects to servers on a client's behalf.
public struct Proxy: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// `CONNECT` (RFC 9110 §9.3.6); plain HTTP goes through it as it is.
    case http
    /// RFC 1928, with names resolved by the proxy.
    case socks5
  }

  public struct Login: Hashable, Sendable {
    public var user: String
    public var password: Secret

    public init(user: String, password: Secret) {
      self.user = user
      self.password = password
    }
  }

  public var kind: Kind
  public var endpoint: Endpoint
  public var login: Login?
  /// Servers that are reached without it.
  public var exclusions: [ProxyExclusion]

  public init(_ kind: Kind, _ endpoint: Endpoint, login: Login? = nil, exclusions: [ProxyExclusion] = []) {
    self.kind = kind
    self.endpoint = endpoint
    self.login = login
    self.exclusions = exclusions
  }

  /// Written `http://HOST:PORT` or `socks5://HOST:PORT`; `socks5h` says the same.
  public init(_ text: String) throws(SetupError) {
    let kinds: [(prefix: String, kind: Kind, port: Int)] = [
      ("http://", .http, 8080), ("socks5://", .socks5, 1080), ("socks5h://", .socks5, 1080),
    ]
    for (prefix, kind, port) in kinds where text.hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.count)
      let place = rest.hasSuffix("/") ? rest.dropLast() : rest
      if !place.contains(where: { "/@ ".contains($0) }), let endpoint = Endpoint(String(place), defaultPort: port) {
        self.init(kind, endpoint)
        return
      }
    }
    throw SetupError(
      .url, "\"\(text.contains("@") ? "…" : text)\" is no address of a proxy",
      hint: "write http://HOST:PORT or socks5://HOST:PORT; user and password stand elsewhere")
  }

  func serves(_ host: String) -> Bool { !exclusions.contains { $0.covers(host) } }
}

extension Proxy: CustomStringConvertible {
  public var description: String { (kind == .http ? "http://" : "socks5://") + endpoint.description }
}

extension Proxy.Login {
  /// RFC 7617; the value of `Proxy-Authorization`.
  var basic: String {
    password.withBytes { "Basic " + (Data((user + ":").utf8) + Data($0)).base64EncodedString() }
  }
}
