public import KMIPClient
import KMIPServer
import KMIPTransport
import KeyStore
import Logging
import Synchronization

/// The ways by which a client reaches a server: a test body runs over each.
public enum Wire: String, CaseIterable, Sendable {
  case inProcess, http, tls

  /// Runs `body` with a client of a fresh embedded KMS in memory.
  public func withClient<Result: Sendable>(
    clock: @escaping @Sendable () -> Int64 = { 1_800_000_000_000_000 },
    _ body: @escaping @Sendable (Client) async throws -> Result
  ) async throws -> Result {
    let kms = EmbeddedKMS(
      store: try ObjectStore.inMemory(), clock: clock,
      description: ServerDescription(
        vendorIdentification: "kmsh", serverName: "kmsh embedded KMS", serverVersion: "test"))
    switch self {
    case .inProcess: return try await inProcess(kms, body)
    case .http, .tls: return try await overSocket(kms, body)
    }
  }

  private func inProcess<Result: Sendable>(
    _ kms: EmbeddedKMS, _ body: @Sendable (Client) async throws -> Result
  ) async throws -> Result {
    let identity = Identity(name: "owner")
    let transport = InProcessTransport(
      address: "test",
      access: { request in
        let path = percentDecoded(request.path)
        let answer = await kms.answer(WebRequest(path: path, body: request.body), as: identity)
        return AccessAnswer(status: answer.status, body: answer.body)
      },
      respond: { await kms.respond(to: $0, encoding: .binary, as: identity) })
    return try await body(Client(transport: transport))
  }

  private func overSocket<Result: Sendable>(
    _ kms: EmbeddedKMS, _ body: @escaping @Sendable (Client) async throws -> Result
  ) async throws -> Result {
    let (addresses, found) = AsyncStream.makeStream(of: ListeningAddresses.self)
    let any = Endpoint(host: "127.0.0.1", port: 0)
    var listener = HTTPListener(any, version: "test")
    listener.pages = kms.pages
    let http = self == .http ? listener : nil
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask {
        try await serve(
          http: http,
          socket: self == .tls ? SocketListener(any, tls: TestIdentity.server) : nil,
          takesSignals: false, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, respond: kms.responder
        ) { found.yield($0) }
        return nil
      }
      group.addTask {
        for await address in addresses { return try await body(try client(to: address)) }
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() { if let result { return result } }
      throw CancellationError()
    }
  }

  private func client(to addresses: ListeningAddresses) throws -> Client {
    if let http = addresses.http { return Client(transport: try HTTPTransport(base: "http://\(http)")) }
    let socket = addresses.socket ?? Endpoint(host: "127.0.0.1", port: 0)
    return Client(transport: try SocketTransport(socket, tls: TestIdentity.client))
  }
}

extension EmbeddedKMS {
  fileprivate var pages: PageResponder {
    { request in
      let answer = await self.answer(
        WebRequest(path: request.path, body: request.body), as: Identity(name: "owner"))
      return WireAnswer(bytes: answer.body, httpStatus: answer.status, contentType: "application/json")
    }
  }

  fileprivate var responder: WireResponder {
    { message in
      let identity = Identity(name: "owner")
      switch message.encoding {
      case .binary:
        let bytes = await self.respond(to: message.bytes, encoding: .binary, as: identity)
        return WireAnswer(bytes: bytes, contentType: "application/octet-stream")
      case .json:
        let bytes = await self.respond(to: message.bytes, encoding: .json, as: identity)
        return WireAnswer(bytes: bytes, contentType: "application/json")
      case .xml:
        let bytes = await self.respond(to: message.bytes, encoding: .xml, as: identity)
        return WireAnswer(bytes: bytes, contentType: "text/xml")
      }
    }
  }
}
