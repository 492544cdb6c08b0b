public import KMIP
public import KMIPClient

/// Messages by HTTP POST, in JSON to `<base>/kmip/2_1` or binary to `<base>/kmip`.
public final class HTTPTransport: Transport {
  public var address: String { server.address }
  public let encoding: WireEncoding
  public let server: WebServer
  private let path: String
  private let token: TokenSupply

  /// The token is asked for before each request and sent as `Authorization: Bearer …`.
  ///
  /// - Parameter path: In place of the usual one.
  public init(
    base: String, encoding: WireEncoding = .json, path: String? = nil, tls: ClientTLS = ClientTLS(),
    proxy: Proxy? = nil, limits: PoolLimits = PoolLimits(), token: TokenSupply = .none
  ) throws(SetupError) {
    server = try WebServer(base, tls: tls, proxy: proxy, limits: limits)
    self.encoding = encoding
    self.path = path ?? encoding.path
    self.token = token
  }

  public convenience init(
    base: String, tls: ClientTLS = ClientTLS(), token: @escaping @Sendable () throws -> Secret?
  ) throws(SetupError) {
    try self.init(base: base, tls: tls, token: TokenSupply(current: token))
  }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    var message = WebRequest(.post, path)
    message.headers = [("Content-Type", encoding.contentType), ("Accept", encoding.contentType)]
    message.body = request
    let answer = try await answer(to: message)
    guard answer.status == 200 else { throw TransportError(refusing: answer, of: address, path) }
    return answer.body
  }

  /// With the token; a server that refuses it has done nothing, so a new token may be tried.
  public func answer(to request: WebRequest) async throws(TransportError) -> WebAnswer {
    guard let current = try await token.token() else { return try await server.answer(to: request) }
    let answer = try await server.answer(to: request.with(current))
    guard answer.status == 401, let renewed = try await token.token(insteadOf: current) else { return answer }
    return try await server.answer(to: request.with(renewed))
  }

  public func close() async { server.close() }
}

/// Where the tokens of requests come from.
public struct TokenSupply: Sendable {
  private let current: @Sendable () async throws -> Secret?
  private let renew: @Sendable (_ refused: Secret) async throws -> Secret?

  public static let none = TokenSupply { nil }

  /// - Parameter renew: Asked once when a token is refused; nil if there is no better one.
  public init(
    current: @escaping @Sendable () async throws -> Secret?,
    renew: @escaping @Sendable (_ refused: Secret) async throws -> Secret? = { _ in nil }
  ) {
    self.current = current
    self.renew = renew
  }

  func token() async throws(TransportError) -> Secret? {
    do { return try await current() } catch { throw Self.unreadable(error) }
  }

  func token(insteadOf refused: Secret) async throws(TransportError) -> Secret? {
    do { return try await renew(refused).flatMap { $0 == refused ? nil : $0 } } catch { throw Self.unreadable(error) }
  }

  private static func unreadable(_ error: any Error) -> TransportError {
    switch error {
    case var error as TransportError:
      // Whatever became of the question for a token: the request itself has not left.
      error.isUnsent = true
      return error
    case is CancellationError:
      return TransportError(.cancelled, isUnsent: true, "cancelled before anything was sent")
    default:
      return TransportError(.authentication, isUnsent: true, isLasting: true, "the token cannot be read: \(error)")
    }
  }
}

extension WebRequest {
  fileprivate func with(_ token: Secret) throws(TransportError) -> WebRequest {
    guard let request = authorized(by: token) else {
      throw TransportError(
        .authentication, isUnsent: true, isLasting: true, "the token holds characters that no token has",
        hint: "see that its file holds the token and nothing else")
    }
    return request
  }
}

/// As the server's own limit for what it reads.
let messageLimit = 64 << 20
