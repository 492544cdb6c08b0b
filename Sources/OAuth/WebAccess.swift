import KMIPClient
public import KMIPTransport

/// How a provider is reached.
public struct WebAccess: Sendable {
  let tls: ClientTLS
  let proxy: Proxy?

  public init(tls: ClientTLS = ClientTLS(), proxy: Proxy? = nil) {
    self.tls = tls
    self.proxy = proxy
  }

  func post(form fields: [(String, String)], to url: String) async throws -> WebAnswer {
    guard let place = WebPlace(url) else {
      throw OAuthError("\(url) is no address of a provider", hint: "write https://HOST/PATH")
    }
    guard place.isSafe else {
      throw OAuthError("tokens would travel in clear to \(url)", hint: "use https://")
    }
    let server = try WebServer(place.origin, tls: tls, proxy: proxy)
    defer { server.close() }
    var request = WebRequest(.post, place.target)
    request.headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
    request.body = Array(Form.text(fields).utf8)
    return try await server.answer(to: request)
  }
}

/// `application/x-www-form-urlencoded`.
enum Form {
  static func text(_ fields: [(String, String)]) -> String {
    fields.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
  }

  static func fields(_ text: some StringProtocol) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.flatMap({ decoded($0) }), let value = decoded(parts.count == 2 ? parts[1] : "")
      else { continue }
      fields[name] = value
    }
    return fields
  }

  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
  private static let digits = Array("0123456789ABCDEF".utf8)

  static func encoded(_ text: String) -> String {
    let bytes = text.utf8.flatMap { byte in
      plain.contains(byte) ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decoded(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x2B: bytes.append(0x20)
      case 0x25:
        guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
          return nil
        }
        rest = rest.dropFirst(2)
        bytes.append(value)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// An address in its parts.
struct WebPlace {
  let origin: String
  /// Path and query, with a slash before them.
  let target: String
  private let host: String

  init?(_ url: String) {
    guard let scheme = ["https://", "http://"].first(where: { url.hasPrefix($0) }),
      url.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    let rest = url.dropFirst(scheme.count)
    let authority = rest.prefix { !"/?#".contains($0) }
    guard !authority.isEmpty, !authority.contains("@"), !rest.contains("#") else { return nil }
    origin = scheme + authority
    host = String(authority)
    let behind = rest.dropFirst(authority.count)
    target = behind.hasPrefix("/") ? String(behind) : "/" + behind
  }

  /// Encrypted, or without leaving this machine.
  var isSafe: Bool {
    guard origin.hasPrefix("http://") else { return true }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    return ["localhost", "127.0.0.1", "[::1]"].contains(name)
  }
}
