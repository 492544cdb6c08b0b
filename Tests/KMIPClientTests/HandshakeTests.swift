import KMIP
import TTLV
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
          DiscoverVersions.Response(protocolVersion: [ProtocolVersion(3, 1), ProtocolVersion(3, 0)]), to: request)
        : refusal(.unsupportedProtocolVersion)
    }
    let error = await #expect(throws: ClientError.self) { try await client(.generic, transport).perform(Locate()) }
    #expect(error?.phase == .version)
    #expect(error?.message == "the server speaks KMIP 3.1, 3.0; this client speaks 2.1, 2.0, 1.4, 1.3, 1.2, 1.1, 1.0")
    #expect(error?.hint == "see if the server can be set to one of these")
    #expect(error?.applied == .no)
  }

  /// A server of one version, which refuses every other.
  private static func server(
    of version: ProtocolVersion, _ answer: @escaping @Sendable (RequestMessage) -> ResponseMessage
  ) -> FakeTransport {
    FakeTransport { request in
      guard request.header.protocolVersion == version else {
        return refusal(.unsupportedProtocolVersion, version: version)
      }
      guard request.items.first?.operation == .discoverVersions else { return answer(request) }
      return success(DiscoverVersions.Response(protocolVersion: [version]), to: request)
    }
  }

  @Test(arguments: ProtocolVersion.spoken)
  func everyVersionIsFoundByItself(version: ProtocolVersion) async throws {
    let transport = Self.server(of: version) { request in
      request.items.first?.operation == .query
        ? success(Query.Response(operation: [.destroy]), to: request) : success(destroyed, to: request)
    }
    let client = client(.embedded, transport)
    #expect(try await client.perform(Destroy(uniqueIdentifier: "k1")) == destroyed)
    #expect(client.version == version)
    #expect(transport.requests.last?.header.protocolVersion == version)
  }

  @Test func aPinnedVersionIsTheOnlyOne() async throws {
    var profile = ServerProfile.generic
    profile.pinnedVersion = ProtocolVersion(1, 2)
    let transport = FakeTransport { success(destroyed, to: $0) }
    let pinned = client(profile, transport)
    #expect(try await pinned.perform(Destroy(uniqueIdentifier: "k1")) == destroyed)
    #expect(transport.requests.map(\.header.protocolVersion) == [ProtocolVersion(1, 2)])
    let other = Self.server(of: .v1_4) { success(destroyed, to: $0) }
    await #expect(throws: OperationFailure.self) {
      try await client(profile, other).perform(Destroy(uniqueIdentifier: "k1"))
    }
    #expect(other.operations == [.destroy])
  }

  @Test func whatTheVersionLacksIsNotSent() async throws {
    var profile = ServerProfile.generic
    profile.pinnedVersion = ProtocolVersion(1, 2)
    let transport = FakeTransport { success(destroyed, to: $0) }
    let error = await #expect(throws: ClientError.self) { try await client(profile, transport).perform(Ping()) }
    #expect(error?.message == "Ping cannot be asked for: KMIP 1.2 has no Ping")
    #expect(error?.applied == .no && error?.isSent == false && transport.requests.isEmpty)
  }

  @Test(arguments: [0, 1, 2])
  func anAttributeIsSetByAddingOrChangingIt(present: Int) async throws {
    var profile = ServerProfile.generic
    profile.pinnedVersion = ProtocolVersion(1, 2)
    let name = Name(nameValue: "a", nameType: .uninterpretedTextString)
    let transport = FakeTransport { request in
      switch request.items.first?.operation {
      case .getAttributes:
        let attributes = Attributes(Array(repeating: Item(.name, name.itemValue), count: present))
        return success(GetAttributes.Response(uniqueIdentifier: "k1", attributes: attributes), to: request)
      default: return success(AddAttribute.Response(uniqueIdentifier: "k1"), to: request)
      }
    }
    let request = SetAttribute(uniqueIdentifier: "k1", newAttribute: Attribute(.name, name))
    let client = client(profile, transport)
    if present == 2 {
      await #expect(throws: OperationFailure.self) { try await client.perform(request) }
      #expect(transport.operations == [.getAttributes])
    } else {
      #expect(try await client.perform(request).uniqueIdentifier == "k1")
      #expect(transport.operations == [.getAttributes, present == 0 ? .addAttribute : .modifyAttribute])
    }
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
