/// `http://HOST:PORT/PATH`, or with `https`.
struct WebAddress: Hashable, Sendable {
  let isSecure: Bool
  let endpoint: Endpoint
  /// Empty, or with a slash before it.
  let path: String
  private let authority: String

  /// - Parameter allowsQuery: If `?` may stand in it.
  init?(_ text: String, allowsQuery: Bool = false) {
    guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return nil }
    let rest = text.dropFirst(scheme.count)
    guard rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      !rest.contains(where: { "#@".contains($0) || ($0 == "?" && !allowsQuery) })
    else { return nil }
    isSecure = scheme == "https://"
    authority = String(rest.prefix { $0 != "/" && $0 != "?" })
    guard let endpoint = Endpoint(authority, defaultPort: isSecure ? 443 : 80) else { return nil }
    self.endpoint = endpoint
    let path = rest.dropFirst(authority.count)
    self.path = path.isEmpty || path.hasPrefix("/") ? String(path) : "/" + path
  }

  /// For the Host header: as it was written.
  var host: String { authority }
  /// Without the path.
  var origin: String { (isSecure ? "https://" : "http://") + authority }
}
