/// A host and a port, written `127.0.0.1:5696`, `kms.example:5696` or `[::1]:5696`.
public struct Endpoint: Hashable, Sendable {
  public var host: String
  public var port: Int

  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  public init?(_ text: String, defaultPort: Int? = nil) {
    guard let (host, rest) = Self.split(text), !host.isEmpty else { return nil }
    guard let port = rest.map({ Int($0) }) ?? defaultPort, (0...65535).contains(port) else { return nil }
    self.init(host: host, port: port)
  }

  private static func split(_ text: String) -> (host: String, port: Substring?)? {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      if rest.isEmpty { return (String(host), nil) }
      return rest.hasPrefix(":") ? (String(host), rest.dropFirst()) : nil
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, parts.count <= 2 else { return nil }
    return (String(host), parts.count == 2 ? parts[1] : nil)
  }
}

extension Endpoint: CustomStringConvertible {
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
