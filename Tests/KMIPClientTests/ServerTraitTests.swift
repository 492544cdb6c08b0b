import KMIP
@testable import KMIPClient
import Testing

/// What is known of servers, as rows.
struct ServerTraitTests {
  func overrides(_ settings: [(String, ServerTrait.Setting)]) throws -> ServerOverrides {
    var overrides = ServerOverrides.none
    for (key, setting) in settings {
      let trait = try #require(ServerTrait.all.first { $0.key == key })
      let isTaken = overrides.set(trait, setting)
      #expect(isTaken, "\(key)")
    }
    return overrides
  }

  @Test func everyFieldHasARow() {
    let fields = Mirror(reflecting: ServerProfile.generic).children.compactMap(\.label).filter { $0 != "name" }
    #expect(fields.count == ServerTrait.all.count, "a field of ServerProfile wants a row in ServerTrait.all: \(fields)")
    #expect(Set(ServerTrait.all.map(\.key)).count == ServerTrait.all.count)
  }

  static let rows: [(String, ServerTrait.Setting, String)] = [
    ("version", .text("1.4"), "1.4"), ("version", .text("none"), "none"), ("max-version", .text("2.0"), "2.0"),
    ("correlation", .flag(true), "true"), ("batches", .flag(true), "true"), ("client-identifiers", .flag(true), "true"),
    ("marker-attribute", .text("application-specific-information"), "application-specific-information"),
    ("marker-attribute", .text("none"), "none"), ("locate-cap", .number(50), "50"), ("locate-cap", .number(0), "none"),
    ("hidden-attributes", .words(["acme:tag", "activation-date"]), "acme:tag, activation-date"),
    ("activation-date", .flag(false), "false"), ("keeps-destroyed", .flag(false), "false"),
    ("names-algorithm", .flag(true), "true"), ("streams", .words(["encrypt", "sign"]), "encrypt, sign"),
    ("streams", .words([]), "none"), ("digests", .flag(true), "true"), ("message-limit", .number(4096), "4096"),
  ]

  @Test(arguments: rows) func whatIsSetIsShown(key: String, setting: ServerTrait.Setting, text: String) throws {
    let trait = try #require(ServerTrait.all.first { $0.key == key })
    let overrides = try overrides([(key, setting)])
    #expect(trait.text(of: overrides.applied(to: .cosmian)) == text)
    #expect(overrides.names(trait))
  }

  @Test(arguments: [
    ("version", ServerTrait.Setting.text("3.0")), ("version", .number(1)), ("max-version", .text("none")),
    ("correlation", .text("yes")), ("marker-attribute", .text("name")), ("locate-cap", .number(-1)),
    ("locate-cap", .number(.max)), ("hidden-attributes", .words(["no such"])), ("hidden-attributes", .words([":x"])),
    ("streams", .words(["encrypts"])), ("streams", .flag(true)), ("message-limit", .number(8)),
  ])
  func whatNoTraitTakesIsRefused(key: String, setting: ServerTrait.Setting) throws {
    let trait = try #require(ServerTrait.all.first { $0.key == key })
    var overrides = ServerOverrides.none
    let isTaken = overrides.set(trait, setting)
    #expect(!isTaken)
    #expect(overrides == .none)
  }

  @Test func overridesGoOverWhatTheServerIsTakenFor() async throws {
    let transport = FakeTransport(answering: HandshakeTests.old)
    let overrides = try overrides([("locate-cap", .number(7)), ("max-version", .text("2.0"))])
    let client = Client(transport: transport, overrides: overrides)
    let profile = try await client.profile()
    #expect(profile.name == "pykmip")
    #expect(profile.locateCap == 7)
    // The server was not asked for a version above the one that is set.
    #expect(transport.operations == [.query])
    #expect(client.version == .v2_0)
  }

  @Test func pinnedVersionIsSpokenAndNoOther() async throws {
    let transport = FakeTransport(answering: HandshakeTests.old)
    let client = Client(
      transport: transport, profile: .pykmip, overrides: try overrides([("version", .text("2.1"))]))
    await #expect(throws: OperationFailure.self) { try await client.perform(Destroy(uniqueIdentifier: "k1")) }
    #expect(transport.operations == [.destroy])
    #expect(transport.requests.allSatisfy { $0.header.protocolVersion == .v2_1 })
  }

  @Test func pinnedVersionIsKeptWhenTheServerIsAskedWhatItIs() async throws {
    let transport = FakeTransport(answering: HandshakeTests.old)
    let client = Client(transport: transport, overrides: try overrides([("version", .text("2.1"))]))
    #expect(try await client.profile().name == "generic")
    #expect(transport.operations == [.query])
  }

  @Test(arguments: [Secret("pass~word".utf8), nil]) func userAndPasswordGoWithEachRequest(password: Secret?)
    async throws
  {
    let transport = FakeTransport(answering: HandshakeTests.old)
    let client = Client(transport: transport, credential: LoginCredential(user: "alice", password: password))
    _ = try await client.perform(Destroy(uniqueIdentifier: "k1"))
    #expect(transport.requests.count == 5)
    for request in transport.requests {
      let credential = try #require(request.header.authentication?.credential.first)
      #expect(credential.credentialType == .usernameAndPassword)
      let given = try UsernameAndPasswordCredential(credential.credentialValue)
      #expect(given.username == "alice")
      #expect(given.password == password.map { _ in "pass~word" })
    }
  }
}
