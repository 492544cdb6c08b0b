import KMIP
import KMIPClient
import KMSCommands
import KMSInterpreter
import KMSSyntax
import TTLV
import Testing

/// What differs for servers that do not take everything for granted.
@Suite struct DialectTests {
  @Test func activationIsAnOperationOfItsOwnWhereTheServerTakesNoDate() async throws {
    let bench = try Bench(profile: .pykmip)
    let outcome = try await bench.run(
      """
      let $key = create
      print $key.state (show $key).state
      let $pair = create-pair algorithm=rsa
      let $word = register type=secret-data data="x"
      let $later = create activate=false
      """)
    #expect(outcome.exitStatus == .ok)
    #expect(bench.console.lines == ["active", "active"])
    #expect(
      bench.server.heard == [
        "Create", "Activate k1", "Get Attributes k1", "Create Key Pair", "Activate k2", "Activate k3", "Register",
        "Activate k4", "Create",
      ])
    let asked = try Create(items: bench.server.messages[0].items[0].payload)
    #expect(asked.attributes.activationDate == nil)
    #expect(
      try await bench.entries.prefix(4).map(\.line) == [
        "intent Create", "intent Activate [k1]", "result Activate [k1] ok", "result Create [k1] ok",
      ])
  }

  @Test func anObjectThatWasMadeAndNotActivatedIsOnRecord() async throws {
    let server = FakeKMS { item in
      item.operation == .activate ? refusal(.permissionDenied, of: .activate) : nil
    }
    let bench = try Bench(server, profile: .pykmip)
    let failure = try #require(try await bench.run("create").failures.first)
    #expect(failure.diagnostic.notes == ["one change before it was made and stands: audit lists it"])
    #expect(failure.value.id == "k1")
    #expect(try await bench.entries.last?.line == "result Create [k1] refused")
  }

  @Test func theDateGoesWithTheRequestWhereTheServerTakesIt() async throws {
    let bench = try Bench()
    _ = try await bench.run("create")
    #expect(bench.server.heard == ["Create"])
    let asked = try Create(items: bench.server.messages[0].items[0].payload)
    #expect(asked.attributes.activationDate == DateTime(seconds: Bench.now / 1_000_000))
  }

  @Test(arguments: [
    "encrypt k1 data=\"x\"", "decrypt k1 data=hex\"00\"", "sign k1 data=\"x\"", "mac k1 data=\"x\"",
    "verify k1 data=\"x\" signature=hex\"00\"", "mac-verify k1 data=\"x\" mac=hex\"00\"",
  ])
  func theAlgorithmIsNamedWhereTheServerWantsIt(command: String) async throws {
    for (profile, algorithm) in [(ServerProfile.pykmip, CryptographicAlgorithm.aes), (.embedded, nil)] {
      let bench = try Bench(profile: profile)
      bench.server.add(.symmetricKey)
      #expect(try await bench.run(command).exitStatus == .ok)
      let payload = try #require(bench.server.messages.last?.items.first?.payload)
      let parameters = try payload.first { $0.tag == .cryptographicParameters }
        .map { try CryptographicParameters($0.value) }
      #expect(parameters?.cryptographicAlgorithm == algorithm)
    }
  }
}
