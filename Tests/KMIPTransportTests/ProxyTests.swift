import KMIP
import KMIPClient
@testable import KMIPTransport
import Testing

struct ProxyTests {
  enum Wire: CaseIterable { case http, https, socket }

  static let kinds: [Proxy.Kind] = [.http, .socks5]
  static let secret = (user: "alice", password: "kan:arie")

  func withServers(_ body: (Server, Server) async throws -> Void) async throws {
    try await withServer(http: HTTPListener(anyPort, version: "1")) { plain in
      try await withServer(
        http: HTTPListener(anyPort, tls: Fixture.server, version: "1"),
        socket: SocketListener(anyPort, tls: Fixture.server)
      ) { try await body(plain, $0) }
    }
  }

  func transport(
    _ wire: Wire, _ plain: Server, _ secure: Server, _ proxy: Proxy
  ) throws -> (any Transport, Endpoint) {
    switch wire {
    case .http: (try HTTPTransport(base: "http://\(plain.http)", proxy: proxy), plain.http)
    case .https: (try HTTPTransport(base: "https://\(secure.http)", tls: Fixture.alice, proxy: proxy), secure.http)
    case .socket: (try SocketTransport(secure.socket, tls: Fixture.alice, proxy: proxy), secure.socket)
    }
  }

  @Test(arguments: kinds, [true, false]) func everyWireGoesThroughEveryProxy(kind: Proxy.Kind, hasLogin: Bool)
    async throws
  {
    try await withServers { plain, secure in
      for wire in Wire.allCases {
        try await TestProxy.run(kind, login: hasLogin ? Self.secret : nil) { proxy, settings in
          let (transport, endpoint) = try transport(wire, plain, secure, settings)
          let client = Client(transport: transport, profile: .embedded)
          let name = try await client.perform(Query()).vendorIdentification
          #expect(name == (wire == .http ? "nobody" : "alice"))
          #expect(try await client.perform(Query()).vendorIdentification == name)
          #expect(proxy.targets == ["\(endpoint)"])
          await transport.close()
        }
      }
    }
  }

  @Test(arguments: kinds) func wrongPasswordIsSaidToBeThat(kind: Proxy.Kind) async throws {
    try await withServers { plain, secure in
      for wire in Wire.allCases {
        try await TestProxy.run(kind, login: Self.secret) { proxy, settings in
          var settings = settings
          settings.login?.password = Secret("wrong".utf8)
          let (transport, _) = try transport(wire, plain, secure, settings)
          let error = await #expect(throws: TransportError.self) { try await transport.exchange([0x42]) }
          #expect(error?.phase == .authentication)
          #expect(error?.isUnsent == true)
          #expect(error?.message.contains("does not accept the password") == true, "\(error?.message ?? "")")
          #expect(proxy.targets == [])
          await transport.close()
        }
      }
    }
  }

  @Test(arguments: kinds) func missingPasswordIsSaidToBeThat(kind: Proxy.Kind) async throws {
    try await TestProxy.run(kind, login: Self.secret) { _, settings in
      var settings = settings
      settings.login = nil
      let transport = try SocketTransport(anyPort, tls: Fixture.alice, proxy: settings)
      let error = await #expect(throws: TransportError.self) { try await transport.exchange([0x42]) }
      #expect(error?.message.contains("wants a user and a password") == true, "\(error?.message ?? "")")
      await transport.close()
    }
  }

  @Test(arguments: kinds) func proxyThatReachesNothingSaysSo(kind: Proxy.Kind) async throws {
    let port = try #require(DeafPort())
    defer { withExtendedLifetime(port) {} }
    let endpoint = Endpoint(host: "127.0.0.1", port: port.number)
    try await TestProxy.run(kind) { _, settings in
      let transport = try SocketTransport(endpoint, tls: Fixture.alice, proxy: settings)
      let error = await #expect(throws: TransportError.self) { try await transport.exchange([0x42]) }
      #expect(error?.phase == .connect)
      #expect(error?.isUnsent == true)
      #expect(error?.message.hasPrefix("the proxy \(settings) opens no way to \(endpoint)") == true)
      await transport.close()
    }
  }

  @Test func proxyThatIsNotThereIsNamed() async throws {
    let port = try #require(DeafPort())
    defer { withExtendedLifetime(port) {} }
    let proxy = Proxy(.socks5, Endpoint(host: "127.0.0.1", port: port.number))
    let transport = try HTTPTransport(base: "http://kms.example", proxy: proxy)
    let error = await #expect(throws: TransportError.self) { try await transport.exchange([0x42]) }
    #expect(error?.message == "nothing listens at the proxy \(proxy)")
    await transport.close()
  }

  @Test(arguments: kinds) func serverThatIsNoProxyIsToldFromOne(kind: Proxy.Kind) async throws {
    try await withRawServer(reply: Array("SSH-2.0-OpenSSH\r\n\r\n".utf8), hangsUp: false) { endpoint in
      let transport = try SocketTransport(anyPort, tls: Fixture.alice, proxy: Proxy(kind, endpoint))
      let error = await #expect(throws: TransportError.self) { try await transport.exchange([0x42]) }
      #expect(error?.message.contains("does not speak") == true)
      #expect(error?.isUnsent == true)
      await transport.close()
    }
  }

  @Test func excludedServersAreReachedWithoutIt() async throws {
    try await withServers { plain, secure in
      try await TestProxy.run(.http) { proxy, settings in
        var settings = settings
        settings.exclusions = [try #require(ProxyExclusion("127.0.0.0/8"))]
        for wire in Wire.allCases {
          let (transport, _) = try transport(wire, plain, secure, settings)
          _ = try await Client(transport: transport, profile: .embedded).perform(Query())
          await transport.close()
        }
        #expect(proxy.targets == [])
      }
    }
  }

  @Test(arguments: [
    ("*", "a", true), ("kms.example", "kms.example", true), ("KMS.example", "kms.EXAMPLE", true),
    ("example", "kms.example", true), (".example", "kms.example", true), ("*.example", "kms.example", true),
    ("example", "kmsexample", false), ("example", "example.org", false), ("10.0.0.0/8", "10.1.2.3", true),
    ("10.0.0.0/8", "11.1.2.3", false), ("10.128.0.0/9", "10.127.0.1", false), ("10.128.0.0/9", "10.200.0.1", true),
    ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false), ("::1", "::1", true), ("fe80::/10", "fe80::1", true),
    ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false), ("10.0.0.0/8", "10.example", false),
  ])
  func exclusionsCover(text: String, host: String, isCovered: Bool) throws {
    #expect(try #require(ProxyExclusion(text)).covers(host) == isCovered)
  }

  @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/x", "a/8", "a:1", "*.*", "a b", "."])
  func strangeExclusionsAreNone(text: String) { #expect(ProxyExclusion(text) == nil) }

  @Test(arguments: [
    ("http://p:3128", Proxy.Kind.http, "p:3128"), ("http://p", .http, "p:8080"),
    ("socks5://[::1]:9", .socks5, "[::1]:9"),
    ("socks5h://p/", .socks5, "p:1080"),
  ])
  func readsAddresses(text: String, kind: Proxy.Kind, endpoint: String) throws {
    let proxy = try Proxy(text)
    #expect(proxy.kind == kind)
    #expect("\(proxy.endpoint)" == endpoint)
  }

  @Test(arguments: ["p:3128", "https://p", "http://", "http://u:secret@p", "socks4://p", "http://p/x"])
  func refusesOtherAddresses(text: String) {
    let error = #expect(throws: SetupError.self) { try Proxy(text) }
    #expect(error?.problem == .url)
    #expect(error?.message.contains("secret") == false)
  }
}
