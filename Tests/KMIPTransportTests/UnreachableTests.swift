import KMIPClient
import KMIPTransport
import Testing

/// Errors say which part failed, and that nothing was sent.
struct UnreachableTests {
  func error(_ transport: any Transport) async -> TransportError? {
    let error = await #expect(throws: TransportError.self) { try await transport.exchange([0x42]) }
    await transport.close()
    return error
  }

  @Test func nothingListens() async throws {
    let port = try #require(DeafPort())
    defer { withExtendedLifetime(port) {} }
    let endpoint = Endpoint(host: "127.0.0.1", port: port.number)
    for transport in [
      try HTTPTransport(base: "http://\(endpoint)") as any Transport,
      try HTTPTransport(base: "https://\(endpoint)"), try SocketTransport(endpoint, tls: Fixture.alice),
    ] {
      let error = await error(transport)
      #expect(error?.phase == .connect)
      #expect(error?.isUnsent == true)
      #expect(error?.message.hasPrefix("nothing listens at ") == true)
      #expect(error?.hint == "check the port, and that the server is running")
    }
  }

  @Test func authorityOfTheServerIsUnknown() async throws {
    let tls = ClientTLS(authority: Fixture.path("other-ca.crt"), identity: Fixture.files("client"))
    try await bothWires(Fixture.server, tls) { error, address in
      #expect(error?.phase == .tls)
      #expect(error?.isUnsent == true)
      #expect(error?.isLasting == true)
      #expect(error?.message == "the certificate of \(address) is not trusted")
    }
  }

  @Test func certificateIsForAnotherHost() async throws {
    let server = ServerTLS(identity: Fixture.files("elsewhere"))
    try await bothWires(server, Fixture.stranger) { error, address in
      #expect(error?.phase == .tls)
      #expect(error?.isLasting == true)
      #expect(error?.message == "the certificate of \(address) is for another host")
    }
  }

  @Test func serverWantsACertificateThatTheClientHasNot() async throws {
    try await bothWires(Fixture.server, Fixture.stranger) { error, address in
      #expect(error?.phase == .tls)
      #expect(error?.isUnsent == true)
      #expect(error?.message == "\(address) refused the TLS handshake")
    }
  }

  @Test func serverSpeaksNoTLS() async throws {
    try await withRawServer(reply: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), hangsUp: false) { endpoint in
      for transport in [
        try HTTPTransport(base: "https://\(endpoint)") as any Transport,
        try SocketTransport(endpoint, tls: Fixture.alice),
      ] {
        let error = await error(transport)
        #expect(error?.phase == .tls)
        #expect(error?.isUnsent == true)
        #expect(error?.message.hasSuffix(" does not speak TLS") == true)
      }
    }
  }

  func bothWires(
    _ server: ServerTLS, _ client: ClientTLS, _ expect: (TransportError?, String) -> Void
  ) async throws {
    try await withServer(
      http: HTTPListener(anyPort, tls: server, version: "1"), socket: SocketListener(anyPort, tls: server)
    ) { running in
      let address = "https://\(running.http)"
      expect(await error(try HTTPTransport(base: address, tls: client)), address)
      expect(await error(try SocketTransport(running.socket, tls: client)), "\(running.socket)")
    }
  }

  @Test func cancelledBeforeItBegins() async throws {
    let transport = InProcessTransport(address: "here") { $0 }
    let error = await withTaskGroup(of: TransportError?.self) { group in
      group.cancelAll()
      group.addTask {
        do throws(TransportError) { _ = try await transport.exchange([]) } catch { return error }
        return nil
      }
      return await group.next() ?? nil
    }
    #expect(error?.phase == .cancelled)
    #expect(error?.isUnsent == true)
  }
}
