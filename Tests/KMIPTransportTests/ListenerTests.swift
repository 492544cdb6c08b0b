import KMIP
import KMIPClient
@testable import KMIPTransport
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

struct HTTPListenerTests {
  @Test(arguments: [
    ("/version", "\"1.2\"", "application/json"), ("/health", "{\"status\":\"UP\"}", "application/json"),
    ("/", "kmsh serves KMIP 2.1: POST a message to /kmip/2_1 or /kmip\n", "text/plain; charset=utf-8"),
  ])
  func tellsOfItself(path: String, body: String, type: String) async throws {
    try await withServer(http: HTTPListener(anyPort, token: Secret("t".utf8), version: "1.2")) { server in
      let answer = try await send(.get, "http://\(server.http)\(path)")
      #expect(answer.status == 200)
      #expect(answer.body == body)
      #expect(answer.type == type)
    }
  }

  @Test(arguments: [
    ("/kmip/2_1", "text/whatever", WireEncoding.json, true), ("/kmip", "application/json", .json, false),
    ("/kmip", "application/octet-stream", .binary, false),
    ("/kmip", "application/json; charset=utf-8", .json, false), ("/kmip", "text/xml", .xml, false),
    ("/kmip", "application/xml; charset=utf-8", .xml, false), ("/kmip/2_1", "text/xml", .xml, true),
  ])
  func pathAndTypeTellTheEncoding(path: String, type: String, encoding: WireEncoding, bare: Bool) async throws {
    let seen = Mutex<[WireMessage]>([])
    try await withServer(
      http: HTTPListener(anyPort, version: "1"),
      respond: { message in
        seen.withLock { $0.append(message) }
        return WireAnswer(bytes: Array("done".utf8), httpStatus: 422, contentType: "text/x")
      }
    ) { server in
      let answer = try await send(.post, "http://\(server.http)\(path)", body: "abc", ["Content-Type": type])
      #expect(answer.status == 422)
      #expect(answer.body == "done")
      #expect(answer.type == "text/x")
    }
    let message = try #require(seen.withLock { $0.first })
    #expect(message.bytes == Array("abc".utf8))
    #expect(message.encoding == encoding)
    #expect(message.permitsBareOperation == bare)
    #expect(message.identity == nil)
    #expect(!message.needsIdentity)
  }

  @Test func otherTypesAndPathsAreTurnedAway() async throws {
    try await withServer(http: HTTPListener(anyPort, version: "1")) { server in
      let text = try await send(.post, "http://\(server.http)/kmip", body: "a", ["Content-Type": "text/plain"])
      #expect(text.status == 415)
      #expect(try await send(.get, "http://\(server.http)/other").status == 404)
    }
  }

  @Test func pagesInABrowserAreTurnedAway() async throws {
    try await withServer(http: HTTPListener(anyPort, version: "1")) { server in
      let answer = try await send(
        .post, "http://\(server.http)/kmip/2_1", body: "{}", ["Origin": "http://\(server.http)"])
      #expect(answer.status == 403)
    }
  }

  @Test func messagesNeedTheTokenIfThereIsOne() async throws {
    try await withServer(http: HTTPListener(anyPort, token: Secret("right".utf8), version: "1")) { server in
      let base = "http://\(server.http)"
      let right = try HTTPTransport(base: base) { Secret("right".utf8) }
      _ = try await Client(transport: right, profile: .embedded).perform(DiscoverVersions())
      await right.close()
      for token in ["wrong", "right2", nil] {
        let transport = try HTTPTransport(base: base) { token.map { Secret($0.utf8) } }
        let error = await #expect(throws: ClientError.self) {
          try await Client(transport: transport, profile: .embedded).perform(DiscoverVersions())
        }
        #expect(error?.phase == .authentication)
        #expect(error?.applied == .no)
        #expect(
          error?.message
            == "\(base) does not accept the credentials (HTTP 401): no valid bearer token in the Authorization header")
        await transport.close()
      }
    }
  }

  @Test func tokenThatIsRefusedIsRenewedOnce() async throws {
    try await withServer(http: HTTPListener(anyPort, token: Secret("new".utf8), version: "1")) { server in
      for (renewed, isAccepted) in [("new", true), ("other", false), ("old", false)] {
        let refused = Mutex<[Secret]>([])
        let supply = TokenSupply {
          Secret("old".utf8)
        } renew: { token in
          refused.withLock { $0.append(token) }
          return Secret(renewed.utf8)
        }
        let transport = try HTTPTransport(base: "http://\(server.http)", token: supply)
        let client = Client(transport: transport, profile: .embedded)
        if isAccepted {
          _ = try await client.perform(DiscoverVersions())
        } else {
          let error = await #expect(throws: ClientError.self) { try await client.perform(DiscoverVersions()) }
          #expect(error?.phase == .authentication)
        }
        #expect(refused.withLock { $0 } == [Secret("old".utf8)])
        await transport.close()
      }
    }
  }

  @Test func tokenWithALineBreakIsNotSent() async throws {
    let transport = try HTTPTransport(base: "http://127.0.0.1:1") { Secret("a\nb".utf8) }
    let error = await #expect(throws: TransportError.self) { try await transport.exchange([]) }
    #expect(error?.phase == .authentication)
    #expect(error?.isUnsent == true)
    await transport.close()
  }

  @Test(arguments: ["ftp://a", "http://", "https:///x", "kms.example", "http://a b", "http://a:x", "http://a?b"])
  func strangeAddressesAreRefused(base: String) {
    let error = #expect(throws: SetupError.self) { try HTTPTransport(base: base) }
    #expect(error?.problem == .url)
    #expect(error?.message == "\(base) is no address of a server")
  }
}

struct SocketListenerTests {
  @Test func twoNamesInACertificateAreNoName() async throws {
    try await withServer(socket: SocketListener(anyPort, tls: Fixture.server)) { server in
      let tls = ClientTLS(authority: Fixture.path("ca.crt"), identity: Fixture.files("two-names"))
      let transport = try SocketTransport(server.socket, tls: tls)
      let answer = try await Client(transport: transport, profile: .embedded).perform(Query())
      #expect(answer.vendorIdentification == "nobody")
      await transport.close()
    }
  }

  @Test func nonsenseIsAnsweredOnceAndEndsTheConnection() async throws {
    let seen = Mutex<[[UInt8]]>([])
    try await withServer(
      socket: SocketListener(anyPort, tls: Fixture.openServer),
      respond: { message in
        seen.withLock { $0.append(message.bytes) }
        return await answer(message)
      }
    ) { server in
      let transport = try SocketTransport(server.socket, tls: Fixture.stranger)
      let bytes = try await transport.exchange(Array("GET / HTTP/1.1\r\n\r\n".utf8))
      #expect(bytes.first == 0x42)
      await transport.close()
    }
    #expect(seen.withLock { $0 } == [Array("GET / HTTP/1.1\r\n\r\n".utf8)])
  }

  @Test func clientThatTakesTooLongOverAMessageIsCutOff() async throws {
    var limits = ListenerLimits()
    limits.message = .milliseconds(20)
    try await withServer(socket: SocketListener(anyPort, tls: Fixture.openServer), limits: limits) { server in
      let transport = try SocketTransport(server.socket, tls: Fixture.stranger)
      let error = await #expect(throws: TransportError.self) {
        try await transport.exchange([0x42, 0, 0x78, 1, 0, 0, 0, 8, 1])
      }
      #expect(error?.phase == .receive)
      await transport.close()
    }
  }

  @Test func idleClientIsCutOff() async throws {
    var limits = ListenerLimits()
    limits.idle = .milliseconds(20)
    try await withServer(socket: SocketListener(anyPort, tls: Fixture.openServer), limits: limits) { server in
      let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connect(host: "127.0.0.1", port: server.socket.port).get()
      try await channel.closeFuture.get()
    }
  }
}

struct StoppingTests {
  @Test(arguments: [true, false]) func requestInFlightIsAnswered(isSocket: Bool) async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let (stops, stop) = AsyncStream.makeStream(of: Void.self)
    try await withServer(
      http: isSocket ? nil : HTTPListener(anyPort, version: "1"),
      socket: isSocket ? SocketListener(anyPort, tls: Fixture.openServer) : nil,
      respond: { message in
        arrival.yield()
        for await _ in stops { break }
        return await answer(message)
      }
    ) { server in
      let transport: any Transport =
        isSocket
        ? try SocketTransport(server.socket, tls: Fixture.stranger) : try HTTPTransport(base: "http://\(server.http)")
      let client = Client(transport: transport, profile: .embedded)
      async let versions = client.perform(DiscoverVersions())
      for await _ in arrivals { break }
      await server.group.triggerGracefulShutdown()
      stop.yield()
      #expect(try await versions.protocolVersion == [.v2_1])
      await transport.close()
    }
  }

  @Test(arguments: [true, false]) func stoppingIsBounded(isSocket: Bool) async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let (never, end) = AsyncStream.makeStream(of: Void.self)
    var limits = ListenerLimits()
    limits.stop = .milliseconds(20)
    try await withServer(
      http: isSocket ? nil : HTTPListener(anyPort, version: "1"),
      socket: isSocket ? SocketListener(anyPort, tls: Fixture.openServer) : nil, limits: limits,
      respond: { message in
        arrival.yield()
        for await _ in never {}
        return await answer(message)
      }
    ) { server in
      let transport: any Transport =
        isSocket
        ? try SocketTransport(server.socket, tls: Fixture.stranger) : try HTTPTransport(base: "http://\(server.http)")
      async let outcome = try? transport.exchange([0x42, 0, 0x78, 1, 0, 0, 0, 0])
      for await _ in arrivals { break }
      await server.group.triggerGracefulShutdown()
      _ = await outcome
      await transport.close()
    }
    end.finish()
  }

  @Test func stoppingDoesNotWaitForIdleClients() async throws {
    try await withServer(socket: SocketListener(anyPort, tls: Fixture.openServer)) { server in
      let transport = try SocketTransport(server.socket, tls: Fixture.stranger)
      _ = try await Client(transport: transport, profile: .embedded).perform(DiscoverVersions())
      // The connection stays open; withServer returns all the same.
    }
  }
}

struct Answered {
  var status: Int
  var type: String?
  var body: String
}

func send(
  _ method: WebRequest.Method, _ url: String, body: String? = nil, _ headers: [String: String] = [:]
) async throws -> Answered {
  let address = try #require(WebAddress(url))
  let server = try WebServer(address.origin)
  defer { server.close() }
  var request = WebRequest(method, address.path)
  request.headers = headers.map { ($0.key, $0.value) }
  request.body = Array((body ?? "").utf8)
  let answer = try await server.answer(to: request)
  return Answered(status: answer.status, type: answer.contentType, body: String(decoding: answer.body, as: UTF8.self))
}
