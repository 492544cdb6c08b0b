import AsyncHTTPClient
public import KMIP
public import KMIPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// JSON messages by HTTP POST to `<base>/kmip/2_1`.
public final class HTTPTransport: Transport {
  public typealias Token = @Sendable () throws -> Secret?

  public let address: String
  public var encoding: WireEncoding { .json }
  let client: HTTPClient
  private let token: Token

  /// The token is asked for before each request and sent as `Authorization: Bearer …`.
  public init(base: String, tls: ClientTLS = ClientTLS(), token: @escaping Token = { nil }) throws(SetupError) {
    address = try Self.address(base)
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: base.hasPrefix("https:") ? try tls.checkedConfiguration() : nil,
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    self.token = token
  }

  deinit { client.shutdown().whenComplete { _ in } }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    let body = NotedBody(ByteBuffer(bytes: request))
    let message = try message(body)
    do {
      let response = try await client.execute(message, deadline: .distantFuture)
      guard response.status == .ok else { throw await TransportError(refusing: response, address: address) }
      return Array(try await response.body.collect(upTo: messageLimit).readableBytesView)
    } catch {
      throw TransportError(exchangingWith: address, error, wasAskedFor: body.wasAskedFor)
    }
  }

  public func close() async { try? await client.shutdown().get() }

  private func message(_ body: NotedBody) throws(TransportError) -> HTTPClientRequest {
    var message = HTTPClientRequest(url: address + "/kmip/2_1")
    message.method = .POST
    message.headers.add(name: "Content-Type", value: "application/json")
    message.headers.add(name: "Accept", value: "application/json")
    if let token = try authorization() { message.headers.add(name: "Authorization", value: token) }
    message.body = .stream(body, length: .known(Int64(body.count)))
    return message
  }

  func authorization() throws(TransportError) -> String? {
    do {
      guard let token = try token() else { return nil }
      let text = token.withBytes { String(validating: $0, as: UTF8.self) }
      guard let text, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.isEmpty else {
        throw TransportError(
          .authentication, isUnsent: true, isLasting: true, "the token holds characters that no token has",
          hint: "see that its file holds the token and nothing else")
      }
      return "Bearer " + text
    } catch let error as TransportError {
      throw error
    } catch {
      throw TransportError(.authentication, isUnsent: true, isLasting: true, "the token cannot be read: \(error)")
    }
  }

  private static func address(_ base: String) throws(SetupError) -> String {
    let rest = ["https://", "http://"].first { base.hasPrefix($0) }.map { base.dropFirst($0.count) }
    guard let rest, let host = rest.split(separator: "/", omittingEmptySubsequences: false).first,
      Endpoint(String(host), defaultPort: 443) != nil, !rest.contains(where: { "?#@ ".contains($0) })
    else {
      throw SetupError(.url, "\(base) is no address of a server", hint: "write https://HOST:PORT or http://HOST:PORT")
    }
    return String(base.reversed().drop { $0 == "/" }.reversed())
  }
}

/// As the server's own limit for what it reads.
let messageLimit = 64 << 20

extension ClientTLS {
  fileprivate func checkedConfiguration() throws(SetupError) -> TLSConfiguration {
    if identity != nil { _ = try context() }
    return try configuration()
  }
}
