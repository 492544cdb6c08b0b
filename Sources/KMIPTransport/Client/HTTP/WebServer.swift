public import KMIP
public import KMIPClient
import NIOCore
import NIOHTTP1

/// A request by HTTP to a server that has more than KMIP.
public struct WebRequest: Sendable {
  public enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

  public var method: Method
  /// Behind the server's address; begins with a slash.
  public var path: String
  public var headers: [(name: String, value: String)] = []
  public var body: [UInt8] = []

  public init(_ method: Method, _ path: String) {
    self.method = method
    self.path = path
  }
}

public struct WebAnswer: Sendable {
  public var status: Int
  public var contentType: String?
  public var location: String?
  public var body: [UInt8]
}

/// A server that is spoken to by HTTP, on connections that are kept for the next request.
public final class WebServer: Sendable {
  /// Without a slash at its end.
  public let address: String
  private let place: WebAddress
  private let pool: ConnectionPool<HTTPFraming>

  public init(
    _ base: String, tls: ClientTLS = ClientTLS(), proxy: Proxy? = nil, limits: PoolLimits = PoolLimits()
  ) throws(SetupError) {
    guard let place = WebAddress(base) else {
      throw SetupError(.url, "\(base) is no address of a server", hint: "write https://HOST:PORT or http://HOST:PORT")
    }
    address = String(base.reversed().drop { $0 == "/" }.reversed())
    self.place = place
    var limits = limits
    limits.pipeline = 1
    let secure = place.isSecure ? try Route.TLS(tls) : nil
    pool = ConnectionPool(Route(to: place.endpoint, tls: secure, proxy: proxy, peer: address), limits: limits)
  }

  public func answer(to request: WebRequest) async throws(TransportError) -> WebAnswer {
    let answer = try await pool.exchange(HTTPMessage(head: try head(request), body: request.body))
    let headers = answer.head.headers
    return WebAnswer(
      status: Int(answer.head.status.code), contentType: headers.first(name: "Content-Type"),
      location: headers.first(name: "Location"), body: answer.body)
  }

  public func close() { pool.close() }

  private func head(_ request: WebRequest) throws(TransportError) -> HTTPRequestHead {
    let path = place.path.hasSuffix("/") ? String(place.path.dropLast()) : place.path
    let target = path + request.path
    var headers = HTTPHeaders([("Host", place.host)])
    if request.method != .get || !request.body.isEmpty {
      headers.add(name: "Content-Length", value: String(request.body.count))
    }
    for (name, value) in request.headers {
      guard value.utf8.allSatisfy({ $0 == 0x09 || (0x20...0x7E).contains($0) }) else {
        throw TransportError(
          .send, isUnsent: true, isLasting: true, "the header \(name) holds characters that no header has")
      }
      headers.add(name: name, value: value)
    }
    let isForwarded = pool.route.isForwarded
    if isForwarded, let login = pool.route.proxy?.login {
      headers.add(name: "Proxy-Authorization", value: login.basic)
    }
    return HTTPRequestHead(
      version: .http1_1, method: .init(rawValue: request.method.rawValue),
      uri: isForwarded ? place.origin + target : target, headers: headers)
  }
}

extension WebRequest {
  /// - Returns: Nil if the token holds characters that no token has.
  public func authorized(by token: Secret) -> WebRequest? {
    let text = token.withBytes { String(validating: $0, as: UTF8.self) }
    guard let text, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.isEmpty else { return nil }
    var request = self
    request.headers.append(("Authorization", "Bearer " + text))
    return request
  }
}
