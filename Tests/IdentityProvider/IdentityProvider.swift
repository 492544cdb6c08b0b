import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An OAuth 2 provider for tests, on 127.0.0.1: it lets everybody in, and holds clients to the rules.
///
/// It checks client, secret, redirect address and PKCE verifier, and takes each code and each refresh token once.
public final class IdentityProvider: Sendable {
  public struct Rules: Sendable {
    public var clientID = "kmsh"
    public var clientSecret: String?
    /// Of tokens, in seconds; nil says nothing of it.
    public var life: Int? = 3600
    /// Sent back in place of a code.
    public var refusal: String?
    public var givesIdentityToken = true
    public var givesRefreshToken = true
    /// Goes before the tokens' numbers.
    public var mark = "token"

    public init() {}
  }

  private struct Login {
    var challenge: String
    var redirect: String
  }

  private struct State {
    var rules: Rules
    var logins: [String: Login] = [:]
    var refreshTokens: Set<String> = []
    var count = 0
    var grants: [String] = []
  }

  public let port: Int
  private let state: Mutex<State>
  private let channel: any Channel

  public var address: String { "http://127.0.0.1:\(port)" }
  /// The grant types of the tokens that were given, in order.
  public var grants: [String] { state.withLock { $0.grants } }

  public func change(_ body: (inout Rules) -> Void) { state.withLock { body(&$0.rules) } }

  private init(_ channel: any Channel, _ rules: Rules) {
    self.channel = channel
    state = Mutex(State(rules: rules))
    port = channel.localAddress?.port ?? 0
  }

  public static func run(
    _ rules: Rules = Rules(), _ body: (IdentityProvider) async throws -> Void
  ) async throws {
    let provider = try await start(rules)
    do { try await body(provider) } catch {
      try await provider.stop()
      throw error
    }
    try await provider.stop()
  }

  public static func start(_ rules: Rules = Rules()) async throws -> IdentityProvider {
    let served = Served()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Desk(served))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let provider = IdentityProvider(channel, rules)
    served.provider.withLock { $0 = provider }
    return provider
  }

  public func stop() async throws { try await channel.close().get() }

  /// What a browser does that is sent to the page: it logs in at once and follows.
  ///
  /// - Returns: The address that it is sent back to.
  public func visit(_ page: String) throws -> String {
    guard let url = URLComponents(string: page) else { throw URLError(.badURL) }
    return authorize(url.queryItems ?? [])
  }

  fileprivate func authorize(_ items: [URLQueryItem]) -> String {
    let fields = Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
    let back = URLComponents(string: fields["redirect_uri"] ?? "")
    guard var back else { return "" }
    let stateItem = URLQueryItem(name: "state", value: fields["state"])
    back.queryItems = state.withLock { state in
      guard fields["client_id"] == state.rules.clientID, fields["response_type"] == "code",
        fields["code_challenge_method"] == "S256", let challenge = fields["code_challenge"], challenge.count == 43
      else { return [URLQueryItem(name: "error", value: "invalid_request"), stateItem] }
      if let refusal = state.rules.refusal {
        return [
          URLQueryItem(name: "error", value: refusal), URLQueryItem(name: "error_description", value: "not today"),
          stateItem,
        ]
      }
      state.count += 1
      let code = "code \(state.count)+/?"
      state.logins[code] = Login(challenge: challenge, redirect: fields["redirect_uri"] ?? "")
      return [URLQueryItem(name: "code", value: code), stateItem]
    }
    back.percentEncodedQuery = back.percentEncodedQuery?.replacingOccurrences(of: "+", with: "%2B")
    return back.string ?? ""
  }

  fileprivate func token(_ fields: [String: String]) -> (status: Int, body: [String: Any]) {
    state.withLock { state in
      let grant = fields["grant_type"] ?? ""
      guard fields["client_id"] == state.rules.clientID, fields["client_secret"] == state.rules.clientSecret else {
        return (401, ["error": "invalid_client"])
      }
      switch grant {
      case "authorization_code":
        guard let login = state.logins.removeValue(forKey: fields["code"] ?? ""),
          login.redirect == fields["redirect_uri"], Self.challenge(fields["code_verifier"] ?? "") == login.challenge
        else { return (400, ["error": "invalid_grant", "error_description": "no such code"]) }
      case "refresh_token":
        guard state.refreshTokens.remove(fields["refresh_token"] ?? "") != nil else {
          return (400, ["error": "invalid_grant", "error_description": "used up"])
        }
      case "client_credentials":
        guard state.rules.clientSecret != nil else { return (400, ["error": "unauthorized_client"]) }
      default: return (400, ["error": "unsupported_grant_type"])
      }
      state.grants.append(grant)
      return (200, Self.tokens(for: grant, &state))
    }
  }

  private static func tokens(for grant: String, _ state: inout State) -> [String: Any] {
    state.count += 1
    var body: [String: Any] = ["token_type": "Bearer", "access_token": "\(state.rules.mark)-access-\(state.count)"]
    if let life = state.rules.life { body["expires_in"] = life }
    guard grant != "client_credentials" else { return body }
    if state.rules.givesIdentityToken { body["id_token"] = "\(state.rules.mark)-identity-\(state.count)" }
    if state.rules.givesRefreshToken {
      let refresh = "\(state.rules.mark)-refresh-\(state.count)"
      state.refreshTokens.insert(refresh)
      body["refresh_token"] = refresh
    }
    return body
  }

  private static func challenge(_ verifier: String) -> String {
    Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }
}

private final class Served: Sendable {
  let provider = Mutex<IdentityProvider?>(nil)
}

private final class Desk: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  private let served: Served
  private var uri = ""
  private var body = ByteBuffer()

  init(_ served: Served) { self.served = served }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): (uri, body) = (head.uri, ByteBuffer())
    case .body(var part): body.writeBuffer(&part)
    case .end: answer(context.channel)
    }
  }

  private func answer(_ channel: any Channel) {
    guard let provider = served.provider.withLock({ $0 }) else { return channel.close(promise: nil) }
    if uri.hasPrefix("/authorize?") {
      let back = provider.authorize(URLComponents(string: uri)?.queryItems ?? [])
      return send(.found, [("Location", back)], Data(), channel)
    }
    guard uri == "/token" else { return send(.notFound, [], Data(), channel) }
    let text = String(buffer: body).replacingOccurrences(of: "+", with: "%20")
    let items = URLComponents(string: "http://x/?" + text)?.queryItems ?? []
    let (status, answer) = provider.token(Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 })
    let json = (try? JSONSerialization.data(withJSONObject: answer)) ?? Data()
    send(HTTPResponseStatus(statusCode: status), [("Content-Type", "application/json")], json, channel)
  }

  private func send(
    _ status: HTTPResponseStatus, _ headers: [(String, String)], _ body: Data, _ channel: any Channel
  ) {
    let headers = HTTPHeaders(headers + [("Content-Length", String(body.count))])
    channel.write(HTTPServerResponsePart.head(.init(version: .http1_1, status: status, headers: headers)), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil)
    channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
  }
}
