import KMIP
import KMIPClient
import KMIPTransport
import TTLV
import Testing

/// One body, every wire.
struct SameBodyTests {
  enum Wire: CaseIterable { case inProcess, http, https, binaryHTTPS, socket }

  func withTransport(_ wire: Wire, _ body: (any Transport) async throws -> Void) async throws {
    switch wire {
    case .inProcess: try await body(InProcessTransport(address: "in process", respond: answer))
    case .http:
      try await withServer(http: HTTPListener(anyPort, version: "1")) { server in
        try await use(HTTPTransport(base: "http://\(server.http)"), body)
      }
    case .https:
      try await withServer(http: HTTPListener(anyPort, tls: Fixture.server, version: "1")) { server in
        try await use(HTTPTransport(base: "https://\(server.http)/", tls: Fixture.alice), body)
      }
    case .binaryHTTPS:
      try await withServer(http: HTTPListener(anyPort, tls: Fixture.server, version: "1")) { server in
        let transport = try HTTPTransport(base: "https://\(server.http)", encoding: .binary, tls: Fixture.alice)
        #expect(transport.encoding == .binary)
        try await use(transport, body)
      }
    case .socket:
      try await withServer(socket: SocketListener(anyPort, tls: Fixture.server)) { server in
        try await use(SocketTransport(server.socket, tls: Fixture.alice), body)
      }
    }
  }

  func use(_ transport: some Transport, _ body: (any Transport) async throws -> Void) async throws {
    try await body(transport)
    await transport.close()
  }

  @Test(arguments: Wire.allCases) func performsOperations(wire: Wire) async throws {
    try await withTransport(wire) { transport in
      let client = Client(transport: transport)
      let versions = try await client.perform(DiscoverVersions())
      #expect(versions.protocolVersion == [.v2_1])
      let failure = await #expect(throws: OperationFailure.self) {
        try await client.perform(Get(uniqueIdentifier: "k"))
      }
      #expect(failure?.reason == .operationNotSupported)
      #expect(try await client.profile() == .generic)
    }
  }

  @Test(arguments: Wire.allCases) func readsInOneMessage(wire: Wire) async throws {
    try await withTransport(wire) { transport in
      let client = Client(transport: transport, profile: .embedded)
      let results = try await client.perform(batch: Array(repeating: Query(), count: 150))
      #expect(results.count == 150)
      for result in results { _ = try result.get() }
    }
  }

  @Test(arguments: Wire.allCases) func performsManyAtATime(wire: Wire) async throws {
    try await withTransport(wire) { transport in
      let client = Client(transport: transport, profile: .embedded)
      try await withThrowingTaskGroup(of: [ProtocolVersion].self) { group in
        for _ in 1...40 { group.addTask { try await client.perform(DiscoverVersions()).protocolVersion } }
        for try await versions in group { #expect(versions == [.v2_1]) }
      }
    }
  }

  @Test(arguments: [Wire.https, .binaryHTTPS, .socket]) func serverKnowsTheClientByItsCertificate(wire: Wire)
    async throws
  {
    try await withTransport(wire) { transport in
      let answer = try await Client(transport: transport, profile: .embedded).perform(Query())
      #expect(answer.vendorIdentification == "alice")
    }
  }

  @Test(arguments: Wire.allCases) func largeMessagesTravelWhole(wire: Wire) async throws {
    try await withTransport(wire) { transport in
      let group = ObjectGroups(objectGroup: [String(repeating: "a", count: 3 << 20)])
      let client = Client(transport: transport, profile: .embedded)
      _ = try await client.perform(Query(queryFunction: [.queryOperations], objectGroups: group))
    }
  }
}
