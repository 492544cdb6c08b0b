import KMIP
import KMIPClient
import TTLV
import Testing

struct PendingTests {
  private let destroy = Destroy(uniqueIdentifier: "k1")

  private func client(_ transport: FakeTransport, _ timing: Timing = FakeTiming().timing()) -> Client {
    Client(transport: transport, profile: .embedded, timing: timing)
  }

  @Test func whatIsPutOffIsAskedForUntilItIsThere() async throws {
    let transport = FakeTransport([
      .answer { _ in pending() }, .answer { _ in pending() }, .answer { _ in done },
    ])
    let timing = FakeTiming()
    let answer = try await client(transport, timing.timing()).perform(destroy)
    #expect(answer.uniqueIdentifier == "k1")
    #expect(transport.operations == [.destroy, .poll, .poll])
    let values = try transport.requests.dropFirst().map {
      try Poll(items: $0.items[0].payload).asynchronousCorrelationValue
    }
    #expect(values == [[7], [7]])
    #expect(timing.pauses == [.milliseconds(250), .milliseconds(500)])
  }

  @Test func aRefusalThatComesLaterIsARefusal() async {
    let transport = FakeTransport([
      .answer { _ in pending() },
      .answer { _ in failed(.destroy, .itemNotFound) },
    ])
    let failure = await #expect(throws: OperationFailure.self) { try await client(transport).perform(destroy) }
    #expect(failure?.reason == .itemNotFound && failure?.operation == .destroy)
  }

  @Test func aServerThatForgotLeavesAWriteInDoubt() async {
    let transport = FakeTransport([
      .answer { _ in pending() }, .answer { _ in failed(.poll, .invalidAsynchronousCorrelationValue) },
    ])
    let error = await #expect(throws: ClientError.self) { try await client(transport).perform(destroy) }
    #expect(error?.phase == .server && error?.applied == .unknown && error?.isSent == true)
    #expect(error?.message == "the server has no answer to Destroy any more: forgotten")
  }

  @Test(arguments: [
    (CancellationResult.canceled, ClientError.Applied.no, "Destroy was not done in time and called off"),
    (.unableToCancel, .unknown, "Destroy was not done in time, and could not be called off"),
  ])
  func whatTakesTooLongIsCalledOff(
    result: CancellationResult, applied: ClientError.Applied, message: String
  ) async {
    var timing = FakeTiming().timing()
    timing.pendingDeadline = .zero
    let transport = FakeTransport([.answer { _ in pending() }, .answer { success(cancelled(result), to: $0) }])
    let client = client(transport, timing)
    let error = await #expect(throws: ClientError.self) { try await client.perform(destroy) }
    #expect(transport.operations == [.destroy, .cancel])
    #expect(error?.phase == .deadline && error?.applied == applied && error?.message == message)
  }

  @Test func whatIsDoneWhenItIsCalledOffCounts() async throws {
    var timing = FakeTiming().timing()
    timing.pause = { _ in throw CancellationError() }
    let transport = FakeTransport([
      .answer { _ in pending() }, .answer { success(cancelled(.completed), to: $0) }, .answer { _ in done },
    ])
    #expect(try await client(transport, timing).perform(destroy).uniqueIdentifier == "k1")
    #expect(transport.operations == [.destroy, .cancel, .poll])
  }

  @Test func anInterruptionReachesTheServer() async {
    let transport = FakeTransport([
      .answer { _ in pending() }, .silence(isUnsent: false), .answer { success(cancelled(.canceled), to: $0) },
    ])
    let client = client(transport)
    let request = Task { try await client.perform(destroy) }
    while transport.requests.count < 2 { await Task.yield() }
    request.cancel()
    let error = await #expect(throws: ClientError.self) { try await request.value }
    #expect(transport.operations == [.destroy, .poll, .cancel])
    #expect(error?.phase == .cancelled && error?.applied == .no)
    #expect(error?.message == "Destroy was interrupted and called off")
  }

  @Test func whoPollsByHandIsToldThatThereIsNoAnswerYet() async throws {
    let poll = Poll(asynchronousCorrelationValue: [7])
    let failure = await #expect(throws: OperationFailure.self) {
      try await client(FakeTransport([.answer { _ in pending() }])).perform(poll)
    }
    #expect(failure?.status == .operationPending && failure?.message == "the operation is not done yet")
    _ = try await client(FakeTransport([.answer { _ in done }])).perform(poll)
  }

  @Test func theServerIsAskedToPutOffWhatTheProfileSays() async throws {
    var profile = ServerProfile.embedded
    profile.asynchronousIndicator = .mandatory
    let transport = FakeTransport([.answer { _ in pending() }, .answer { _ in done }])
    _ = try await Client(transport: transport, profile: profile, timing: FakeTiming().timing()).perform(destroy)
    #expect(transport.requests.map(\.header.asynchronousIndicator) == [.mandatory, nil])
  }
}

private func pending() -> ResponseMessage {
  response([
    ResponseBatchItem(operation: .destroy, resultStatus: .operationPending, asynchronousCorrelationValue: [7])
  ])
}

private var done: ResponseMessage {
  response([ResponseBatchItem(operation: .destroy, resultStatus: .success, payload: destroyed.items)])
}

private func failed(_ operation: OperationCode, _ reason: ResultReason) -> ResponseMessage {
  response([
    ResponseBatchItem(
      operation: operation, resultStatus: .operationFailed, resultReason: reason, resultMessage: "forgotten")
  ])
}

private func cancelled(_ result: CancellationResult) -> Cancel.Response {
  Cancel.Response(asynchronousCorrelationValue: [7], cancellationResult: result)
}
