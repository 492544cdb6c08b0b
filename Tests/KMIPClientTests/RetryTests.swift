import KMIP
import KMIPClient
import Synchronization
import Testing

struct RetryTests {
  let clock = FakeTiming()

  func client(_ steps: [FakeTransport.Step], chance: Double = 0) -> (Client, FakeTransport) {
    let transport = FakeTransport(steps)
    return (Client(transport: transport, profile: .embedded, timing: clock.timing(chance: chance)), transport)
  }

  @Test func unsentWriteIsSentAgainAfterGrowingPauses() async throws {
    let (client, transport) = client([.fail(refused), .fail(refused), .answer { success(destroyed, to: $0) }])
    #expect(try await client.perform(Destroy(uniqueIdentifier: "k1")) == destroyed)
    #expect(transport.requests.count == 3)
    #expect(clock.pauses == [.milliseconds(250), .milliseconds(500)])
  }

  @Test func pausesGrowByUpToHalfByChance() async throws {
    let (client, _) = client([.fail(refused), .answer { success(destroyed, to: $0) }], chance: 1)
    _ = try await client.perform(Destroy(uniqueIdentifier: "k1"))
    #expect(clock.pauses == [.milliseconds(375)])
  }

  @Test func threeAttemptsAreAll() async {
    let (client, transport) = client([.fail(refused)])
    let error = await #expect(throws: ClientError.self) { try await client.perform(Destroy(uniqueIdentifier: "k1")) }
    #expect(error?.phase == .connect)
    #expect(error?.attempts == 3)
    #expect(error?.isSent == false)
    #expect(error?.applied == .no)
    #expect(error?.description == "nothing listens at fake; nothing was changed on the server")
    #expect(transport.requests.count == 3)
  }

  @Test func sentWriteIsNeverSentAgain() async {
    let (client, transport) = client([.fail(cut), .answer { success(destroyed, to: $0) }])
    let error = await #expect(throws: ClientError.self) { try await client.perform(Destroy(uniqueIdentifier: "k1")) }
    #expect(error?.applied == .unknown)
    #expect(error?.isSent == true)
    #expect(error?.attempts == 1)
    #expect(error?.consequence == "whether the server did it is not known")
    #expect(transport.requests.count == 1)
  }

  @Test func sentReadIsSentAgain() async throws {
    let (client, transport) = client([.fail(cut), .answer { success(Locate.Response(), to: $0) }])
    _ = try await client.perform(Locate())
    #expect(transport.requests.count == 2)
  }

  @Test(arguments: [Encrypt(data: [1], initIndicator: true), Encrypt(data: [1], correlationValue: [1])])
  func aPartThatMayHaveArrivedIsNotSentAgain(part: Encrypt) async throws {
    let answer = Encrypt.Response(uniqueIdentifier: "k1")
    let (client, transport) = client([.fail(refused), .fail(cut), .answer { success(answer, to: $0) }])
    let error = await #expect(throws: ClientError.self) { try await client.perform(part) }
    #expect(error?.applied == .no)
    #expect(transport.requests.count == 2)
  }

  @Test(arguments: [TransportError.Phase.authentication, .decode])
  func whatCannotGetBetterIsNotSentAgain(phase: TransportError.Phase) async {
    let (client, transport) = client([.fail(TransportError(phase, isUnsent: true, "no"))])
    let error = await #expect(throws: ClientError.self) { try await client.perform(Locate()) }
    #expect(error?.phase == phase)
    #expect(transport.requests.count == 1)
  }

  @Test func lastingErrorIsNotSentAgain() async {
    let (client, transport) = client([.fail(TransportError(.tls, isUnsent: true, isLasting: true, "not trusted"))])
    await #expect(throws: ClientError.self) { try await client.perform(Locate()) }
    #expect(transport.requests.count == 1)
  }

  @Test func observerIsToldOfAttemptsOfSuccessAndFailure() async throws {
    let seen = Exchanges()
    let (client, _) = client([.fail(refused), .answer { success(destroyed, to: $0) }, .fail(cut)])
    let destroy = Destroy(uniqueIdentifier: "k1")
    _ = try? await client.perform(destroy, correlation: "s/1", observer: { seen.append($0) })
    _ = try? await client.perform(destroy, correlation: "s/2", observer: { seen.append($0) })
    #expect(
      seen.all == [
        Exchange(operation: .destroy, correlation: "s/1", attempts: 2, took: .zero),
        Exchange(operation: .destroy, correlation: "s/2", attempts: 1, took: .zero),
      ])
  }

  @Test func onlyReadsAndUsesAreRepeatable() {
    let writes: [OperationCode] = [
      .create, .createKeyPair, .register, .import, .deriveKey, .certify, .reCertify, .reKey, .reKeyKeyPair, .activate,
      .revoke, .destroy, .archive, .recover, .setAttribute, .modifyAttribute, .deleteAttribute, .addAttribute,
      .getUsageAllocation, OperationCode(rawValue: 0x8000_0001),
    ]
    #expect(writes.filter(\.isRepeatable).isEmpty)
    let reads: [OperationCode] = [
      .get, .locate, .query, .validate, .signatureVerify, .encrypt, .decrypt, .sign, .mac, .hash, .rngRetrieve,
      .getAttributes, .export, .discoverVersions,
    ]
    #expect(reads.filter(\.isRepeatable) == reads)
  }
}

private final class Exchanges: Sendable {
  private let exchanges = Mutex<[Exchange]>([])
  var all: [Exchange] { exchanges.withLock { $0 } }
  func append(_ exchange: Exchange) { exchanges.withLock { $0.append(exchange) } }
}
