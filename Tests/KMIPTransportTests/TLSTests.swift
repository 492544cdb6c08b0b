import Foundation
import KMIP
import KMIPClient
@testable import KMIPTransport
import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// Whom a client trusts and how it proves who it is, on both wires.
struct TLSTests {
  func name(_ tls: ClientTLS, at server: ServerTLS = Fixture.server) async throws -> [String?] {
    var names: [String?] = []
    try await withServer(
      http: HTTPListener(anyPort, tls: server, version: "1"), socket: SocketListener(anyPort, tls: server)
    ) { running in
      for transport in [
        try HTTPTransport(base: "https://\(running.http)", tls: tls) as any Transport,
        try SocketTransport(running.socket, tls: tls),
      ] {
        names.append(try await Client(transport: transport, profile: .embedded).perform(Query()).vendorIdentification)
        await transport.close()
      }
    }
    return names
  }

  func error(_ tls: ClientTLS, at server: ServerTLS) async throws -> [TransportError?] {
    var errors: [TransportError?] = []
    try await withServer(
      http: HTTPListener(anyPort, tls: server, version: "1"), socket: SocketListener(anyPort, tls: server)
    ) { running in
      for transport in [
        try HTTPTransport(base: "https://\(running.http)", tls: tls) as any Transport,
        try SocketTransport(running.socket, tls: tls),
      ] {
        errors.append(await #expect(throws: TransportError.self) { try await transport.exchange([0x42]) })
        await transport.close()
      }
    }
    return errors
  }

  @Test(arguments: ["client.p12", "client-old.p12"]) func bundleProvesWhoItIs(file: String) async throws {
    let bundle = PKCS12File(path: Fixture.path(file), password: Secret("kanarie".utf8))
    let tls = ClientTLS(trust: .authorities(Fixture.path("ca.crt")), identity: .bundle(bundle))
    #expect(try await name(tls) == ["alice", "alice"])
  }

  @Test func bundleWithoutAPasswordIsOpened() async throws {
    let bundle = PKCS12File(path: Fixture.path("no-password.p12"))
    let tls = ClientTLS(trust: .authorities(Fixture.path("ca.crt")), identity: .bundle(bundle))
    #expect(try await name(tls) == ["alice", "alice"])
  }

  @Test(arguments: [
    ("client.p12", "wrong"), ("client.p12", nil), ("client-old.p12", "wrong"), ("no-key.p12", "kanarie"),
    ("no-certificate.p12", "kanarie"), ("client.crt", "kanarie"), ("client.key", nil),
  ])
  func bundleThatCannotBeOpenedIsNamed(file: String, password: String?) throws {
    let bundle = PKCS12File(path: Fixture.path(file), password: password.map { Secret($0.utf8) })
    let error = #expect(throws: SetupError.self) { try ClientTLS(trust: .system, identity: .bundle(bundle)).context() }
    #expect(error?.problem == .certificate)
    #expect(error?.message == "the certificate bundle \(Fixture.path(file)) cannot be opened")
  }

  @Test func missingBundleIsNamed() {
    let error = #expect(throws: SetupError.self) {
      try ClientTLS(trust: .system, identity: .bundle(PKCS12File(path: "/no/such.p12"))).context()
    }
    #expect(error?.message == "the certificate bundle /no/such.p12 cannot be read")
  }

  @Test func bundleCutShortIsNoBundle() throws {
    let whole = try Data(contentsOf: URL(filePath: Fixture.path("client.p12")))
    let path = NSTemporaryDirectory() + "cut-\(UUID().uuidString).p12"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for length in stride(from: 0, to: whole.count, by: 37) {
      try whole.prefix(length).write(to: URL(filePath: path))
      let bundle = PKCS12File(path: path, password: Secret("kanarie".utf8))
      #expect(throws: SetupError.self) { try ClientTLS(trust: .system, identity: .bundle(bundle)).context() }
    }
  }

  @Test func pinnedCertificateIsTrustedWhoeverIssuedItAndForWhichever() async throws {
    let pin = try CertificatePin(file: Fixture.path("elsewhere.crt"))
    let tls = ClientTLS(trust: .pinned(pin))
    #expect(try await name(tls, at: ServerTLS(identity: Fixture.files("elsewhere"))) == ["nobody", "nobody"])
  }

  @Test func anotherThanThePinnedCertificateIsRefused() async throws {
    let pin = try CertificatePin(file: Fixture.path("elsewhere.crt"))
    let shown = try #require(try NIOSSLCertificate.fromPEMFile(Fixture.path("server.crt")).first)
    for error in try await error(ClientTLS(trust: .pinned(pin)), at: Fixture.openServer) {
      #expect(error?.phase == .tls)
      #expect(error?.isUnsent == true)
      #expect(error?.isLasting == true)
      let found = CertificatePin.fingerprint(shown)
      #expect(error?.message.hasSuffix(" is not the pinned one: it is \(found)") == true, "\(error?.message ?? "")")
    }
  }

  @Test func pinIsWrittenAsAFingerprintToo() async throws {
    let certificate = try #require(try NIOSSLCertificate.fromPEMFile(Fixture.path("server.crt")).first)
    let text = CertificatePin.fingerprint(certificate)
    let pin = try #require(CertificatePin(fingerprint: text))
    #expect(try await name(ClientTLS(trust: .pinned(pin)), at: Fixture.openServer) == ["nobody", "nobody"])
    let digits = Array(text.dropFirst("sha256:".count).uppercased())
    let colons = stride(from: 0, to: 64, by: 2).map { String(digits[$0...($0 + 1)]) }.joined(separator: ":")
    #expect(CertificatePin(fingerprint: "SHA256:" + colons) == pin)
    for wrong in [String(text.dropLast()), text + "0", "sha1:" + text.dropFirst(7), "sha256:x" + text.dropFirst(8)] {
      #expect(CertificatePin(fingerprint: wrong) == nil)
    }
  }

  @Test(arguments: [(TLSVersions.only12, TLSVersion.tlsv12), (.only13, .tlsv13)])
  func serversOfOneVersionAreSpokenTo(version: TLSVersions, only: TLSVersion) async throws {
    try await withSecureServer(only) { endpoint in
      for versions in [TLSVersions.all, version] {
        let tls = ClientTLS(trust: .authorities(Fixture.path("ca.crt")), versions: versions)
        let transport = try SocketTransport(endpoint, tls: tls)
        #expect(try await transport.exchange(reply) == reply)
        await transport.close()
      }
      let other: TLSVersions = version == .only12 ? .only13 : .only12
      let transport = try SocketTransport(
        endpoint, tls: ClientTLS(trust: .authorities(Fixture.path("ca.crt")), versions: other))
      let error = await #expect(throws: TransportError.self) { try await transport.exchange(reply) }
      #expect(error?.phase == .tls)
      #expect(error?.isUnsent == true)
      #expect(error?.message == "\(endpoint) speaks no version of TLS that this client may use")
      await transport.close()
    }
  }

  let reply: [UInt8] = [0x42, 0, 0x7B, 1, 0, 0, 0, 0]

  /// Sends back what it gets.
  func withSecureServer(_ version: TLSVersion, _ body: (Endpoint) async throws -> Void) async throws {
    var configuration = try Fixture.openServer.configuration()
    configuration.minimumTLSVersion = version
    configuration.maximumTLSVersion = version
    let context = try NIOSSLContext(configuration: configuration)
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([NIOSSLServerHandler(context: context), Echo()])
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    try await body(server.endpoint(host: "127.0.0.1"))
    try await server.close().get()
  }

  private final class Echo: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.writeAndFlush(data, promise: nil) }
  }
}
