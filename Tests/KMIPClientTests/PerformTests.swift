import KMIP
import KMIPClient
import TTLV
import Testing

struct PerformTests {
  func client(_ transport: FakeTransport, _ profile: ServerProfile = .embedded) -> Client {
    Client(transport: transport, profile: profile, timing: FakeTiming().timing())
  }

  @Test(arguments: [WireEncoding.binary, .json, .xml])
  func sendsOneOperationAndReturnsItsAnswer(encoding: WireEncoding) async throws {
    let transport = FakeTransport([.answer { success(destroyed, to: $0) }], encoding: encoding)
    #expect(try await client(transport).perform(Destroy(uniqueIdentifier: "k1"), correlation: "s/1") == destroyed)
    let request = try #require(transport.requests.first)
    #expect(request.header == RequestHeader(protocolVersion: .v2_1, clientCorrelationValue: "s/1", batchCount: 1))
    #expect(request.items == [RequestBatchItem(Destroy(uniqueIdentifier: "k1"))])
  }

  @Test func correlationStaysHereWhereTheServerTakesNone() async throws {
    let transport = FakeTransport(answering: { success(destroyed, to: $0) })
    _ = try await client(transport, .generic).perform(Destroy(uniqueIdentifier: "k1"), correlation: "s/1")
    #expect(transport.requests.first?.header.clientCorrelationValue == nil)
  }

  @Test func refusalCarriesReasonAndMessage() async {
    let transport = FakeTransport { _ in refusal(.itemNotFound, "no k1") }
    let failure = await #expect(throws: OperationFailure.self) {
      try await client(transport).perform(Destroy(uniqueIdentifier: "k1"))
    }
    #expect(failure == OperationFailure(operation: .destroy, reason: .itemNotFound, message: "no k1"))
  }

  @Test func unreadableAnswerToAWriteLeavesItsEffectUnknown() async {
    let error = await #expect(throws: ClientError.self) {
      try await client(FakeTransport([.bytes([0x42, 0x00])])).perform(Destroy(uniqueIdentifier: "k1"))
    }
    #expect(error?.phase == .decode)
    #expect(error?.applied == .unknown)
    #expect(error?.message.hasPrefix("the answer to Destroy cannot be read: message ends early") == true)
  }

  @Test func unreadableAnswerToAReadChangesNothing() async {
    let error = await #expect(throws: ClientError.self) {
      try await client(FakeTransport([.bytes([])])).perform(Locate())
    }
    #expect(error?.applied == .no)
  }

  @Test func answerOfAnotherOperationIsNotTaken() async {
    let transport = FakeTransport { _ in
      response([ResponseBatchItem(operation: .get, resultStatus: .success, payload: destroyed.items)])
    }
    let error = await #expect(throws: ClientError.self) {
      try await client(transport).perform(Destroy(uniqueIdentifier: "k1"))
    }
    #expect(error?.message == "the answer to Destroy cannot be read: it answers Get")
  }

  @Test func answerWithoutItsFieldsSaysWhich() async {
    let transport = FakeTransport { _ in
      response([ResponseBatchItem(operation: .destroy, resultStatus: .success, payload: [])])
    }
    let error = await #expect(throws: ClientError.self) {
      try await client(transport).perform(Destroy(uniqueIdentifier: "k1"))
    }
    #expect(error?.message == "the answer to Destroy cannot be read: UniqueIdentifier is missing")
  }

  @Test func promiseToAnswerLaterIsNoAnswer() async {
    let transport = FakeTransport { _ in
      response([ResponseBatchItem(operation: .destroy, resultStatus: .operationPending)])
    }
    let error = await #expect(throws: ClientError.self) {
      try await client(transport).perform(Destroy(uniqueIdentifier: "k1"))
    }
    #expect(error?.phase == .server)
    #expect(error?.applied == .unknown)
  }
}
