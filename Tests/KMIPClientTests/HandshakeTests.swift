import KMIP
@testable import KMIPClient
import Testing

struct HandshakeTests {
  let clock = FakeTiming()

  func client(_ profile: ServerProfile?, _ transport: FakeTransport) -> Client {
    Client(transport: transport, profile: profile, timing: clock.timing())
  }

  /// As PyKMIP: above 2.0 everything is an invalid message, answered in 1.0.
  static func old(_ request: RequestMessage) -> ResponseMessage {
    guard request.header.protocolVersion <= .v2_0 else {
      return refusal(.invalidMessage, version: ProtocolVersion(1, 0))
    }
    return switch request.items.first?.operation {
    case .discoverVersions:
      success(DiscoverVersions.Response(protocolVersion: [.v2_0, ProtocolVersion(1, 4)]), to: request)
    case .query: success(Query.Response(vendorIdentification: "PyKMIP 0.11.0 Software Server"), to: request)
    default: success(destroyed, to: request)
    }
  }

  @Test func stepsDownAndSendsAgainWhatWasRefused() async throws {
    let transport = FakeTransport(answering: Self.old)
    let client = client(.embedded, transport)
    #expect(try await client.perform(Destroy(uniqueIdentifier: "k1")) == destroyed)
    #expect(transport.operations == [.destroy, .discoverVersions, .discoverVersions, .destroy])
    #expect(client.version == .v2_0)
    _ = try await client.perform(Destroy(uniqueIdentifier: "k1"))
    #expect(transport.requests.count == 5)
  }

  @Test func asksWhatTheServerIsWhenNothingIsPinned() async throws {
    let transport = FakeTransport(answering: Self.old)
    let client = client(nil, transport)
    _ = try await client.perform(Destroy(uniqueIdentifier: "k1"), correlation: "secret")
    #expect(try await client.profile() == .pykmip)
    #expect(transport.operations == [.query, .discoverVersions, .discoverVersions, .query, .destroy])
    #expect(transport.requests.allSatisfy { $0.header.clientCorrelationValue == nil && $0.header.timeStamp == nil })
  }

  @Test func invalidMessageInTheRightVersionIsTheServersAnswer() async {
    let transport = FakeTransport { request in
      request.items.first?.operation == .discoverVersions
        ? success(DiscoverVersions.Response(protocolVersion: [.v2_1, .v2_0]), to: request)
        : refusal(.invalidMessage, "bad field")
    }
    let client = client(.cosmian, transport)
    for _ in 1...2 {
      let failure = await #expect(throws: OperationFailure.self) {
        try await client.perform(Destroy(uniqueIdentifier: "k1"))
      }
      #expect(failure?.message == "bad field")
    }
    #expect(transport.operations == [.destroy, .discoverVersions, .destroy])
    #expect(client.version == .v2_1)
  }

  @Test func laterRefusalsAreNotTakenForTheVersions() async throws {
    let transport = FakeTransport([.answer { success(destroyed, to: $0) }, .answer { _ in refusal(.invalidMessage) }])
    let client = client(.cosmian, transport)
    _ = try await client.perform(Destroy(uniqueIdentifier: "k1"))
    await #expect(throws: OperationFailure.self) { try await client.perform(Destroy(uniqueIdentifier: "k1")) }
    #expect(transport.requests.count == 2)
  }

  @Test func noVersionInCommonIsSaid() async {
    let transport = FakeTransport { request in
      request.items.first?.operation == .discoverVersions && request.header.protocolVersion == .v2_0
        ? success(
          DiscoverVersions.Response(protocolVersion: [ProtocolVersion(1, 4), ProtocolVersion(1, 2)]), to: request)
        : refusal(.unsupportedProtocolVersion)
    }
    let error = await #expect(throws: ClientError.self) { try await client(.generic, transport).perform(Locate()) }
    #expect(error?.phase == .version)
    #expect(error?.message == "the server speaks KMIP 1.4, 1.2; this client speaks 2.1 and 2.0")
    #expect(error?.hint == "KMIP 1.x is not spoken yet; see if the server can be set to 2.0 or later")
    #expect(error?.applied == .no)
  }

  @Test func callersAtTheSameTimeShareOneHandshake() async throws {
    let transport = FakeTransport(answering: Self.old)
    let client = client(nil, transport)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...8 { group.addTask { _ = try await client.perform(Destroy(uniqueIdentifier: "k1")) } }
      try await group.waitForAll()
    }
    #expect(transport.operations.count { $0 == .query } == 2)
    #expect(transport.operations.count { $0 == .discoverVersions } == 2)
    #expect(transport.operations.count { $0 == .destroy } == 8)
  }

  @Test(
    arguments: [
      ("cosmian", nil, ServerProfile.cosmian), (nil, "Cosmian KMS", .cosmian), ("PyKMIP 0.11.0", nil, .pykmip),
      ("kmsh", nil, .embedded), ("ACME", "HSM", .generic), (nil, nil, .generic),
    ] as [(String?, String?, ServerProfile)])
  func serversAreKnownByTheirNames(vendor: String?, name: String?, profile: ServerProfile) {
    let information = name.map { ServerInformation(serverName: $0) }
    #expect(ServerProfile(Query.Response(vendorIdentification: vendor, serverInformation: information)) == profile)
  }

  @Test func profilesHaveNames() {
    for profile in ServerProfile.known { #expect(ServerProfile(named: profile.name) == profile) }
    #expect(ServerProfile(named: "no such") == nil)
  }
}
