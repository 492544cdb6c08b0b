import Foundation
@testable import KMIPTransport
import NIOSSL
import Testing

struct SetupTests {
  func error(socket: SocketListener? = nil, http: HTTPListener? = nil) async -> SetupError? {
    await #expect(throws: SetupError.self) { try await withServer(http: http, socket: socket) { _ in } }
  }

  @Test func takenPortIsNamed() async throws {
    try await withServer(http: HTTPListener(anyPort, version: "1")) { server in
      let message = "port \(server.http.port) of 127.0.0.1 is taken"
      let http = await error(http: HTTPListener(server.http, version: "1"))
      #expect(http?.problem == .portTaken)
      #expect(http?.message == message)
      #expect(http?.hint == "stop the program that listens there, or choose another port")
      #expect(await error(socket: SocketListener(server.http, tls: Fixture.server))?.message == message)
    }
  }

  @Test func strangeAddressCannotBeListenedAt() async {
    let error = await error(http: HTTPListener(Endpoint(host: "192.0.2.1", port: 0), version: "1"))
    #expect(error?.problem == .addressUnavailable)
    #expect(error?.message == "cannot listen at 192.0.2.1:0: cannot assign requested address")
  }

  @Test func missingCertificateIsNamed() {
    let files = CertificateFiles(certificate: "/no/such.crt", key: Fixture.path("client.key"))
    let error = #expect(throws: SetupError.self) { try SocketTransport(anyPort, tls: ClientTLS(identity: files)) }
    #expect(error?.problem == .certificate)
    #expect(error?.message == "no certificate can be read from /no/such.crt")
  }

  @Test func fileThatIsNoKeyIsNamed() {
    let path = Fixture.path("client.crt")
    let files = CertificateFiles(certificate: path, key: path)
    let error = #expect(throws: SetupError.self) { try SocketTransport(anyPort, tls: ClientTLS(identity: files)) }
    #expect(error?.problem == .key)
    #expect(error?.message == "no private key can be read from \(path)")
  }

  @Test func keyOfAnotherCertificateIsNamed() async {
    let files = CertificateFiles(certificate: Fixture.path("client.crt"), key: Fixture.path("server.key"))
    let message = "the key in \(files.key) does not belong to the certificate in \(files.certificate)"
    let error = #expect(throws: SetupError.self) { try SocketTransport(anyPort, tls: ClientTLS(identity: files)) }
    #expect(error?.problem == .keyMismatch)
    #expect(error?.message == message)
    let http = #expect(throws: SetupError.self) {
      try HTTPTransport(base: "https://a", tls: ClientTLS(identity: files))
    }
    #expect(http?.message == message)
    let tls = ServerTLS(identity: files)
    #expect(await self.error(http: HTTPListener(anyPort, tls: tls, version: "1"))?.message == message)
    #expect(await self.error(socket: SocketListener(anyPort, tls: tls))?.message == message)
  }

  @Test func unreadableAuthorityIsNamed() {
    let path = Fixture.path("client.key")
    let error = #expect(throws: SetupError.self) { try SocketTransport(anyPort, tls: ClientTLS(authority: path)) }
    #expect(error?.problem == .authority)
    #expect(error?.message == "no certificate of an authority can be read from \(path)")
  }
}

struct EndpointTests {
  @Test(arguments: [
    ("127.0.0.1:5696", "127.0.0.1", 5696), ("[::1]:80", "::1", 80), ("kms.example", "kms.example", 5696),
    ("[::1]", "::1", 5696), ("h:0", "h", 0),
  ])
  func hostsAndPortsAreRead(text: String, host: String, port: Int) {
    #expect(Endpoint(text, defaultPort: 5696) == Endpoint(host: host, port: port))
  }

  @Test(arguments: ["", ":1", "h:", "h:x", "h:65536", "h:-1", "::1", "[::1", "[::1]x", "a:1:2"])
  func otherTextIsNoEndpoint(text: String) {
    #expect(Endpoint(text, defaultPort: 5696) == nil)
  }

  @Test func portIsNeededWhereNoneIsUsual() { #expect(Endpoint("h") == nil) }

  @Test func writesWhatItReads() {
    #expect("\(Endpoint(host: "::1", port: 80))" == "[::1]:80")
    #expect("\(Endpoint(host: "h", port: 80))" == "h:80")
  }
}

struct CommonNameTests {
  @Test(arguments: [("client", "alice"), ("server", "localhost"), ("two-names", nil)] as [(String, String?)])
  func soleNameOfTheSubject(file: String, name: String?) throws {
    let certificate = try #require(try NIOSSLCertificate.fromPEMFile(Fixture.path(file + ".crt")).first)
    #expect(certificate.soleCommonName == name)
  }

  @Test func readerStaysInsideItsBytes() throws {
    let certificate = try #require(try NIOSSLCertificate.fromPEMFile(Fixture.path("client.crt")).first)
    let bytes = try certificate.toDERBytes()
    for length in bytes.indices {
      var reader = DERReader(bytes.prefix(length))
      #expect(reader.next() == nil)
    }
    var endless = DERReader([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0])
    #expect(endless.next() == nil)
  }
}

struct PrintableTests {
  @Test func controlsBecomeSpaces() {
    #expect(printable("a\u{1B}[2J\r\n b\u{202E}c\u{0}", limit: 100) == "a [2J b c")
    #expect(printable("abcdef", limit: 3) == "abc …")
  }
}
