import KMIP
import KMIPClient
import TTLV
import Testing

struct BatchTests {
  func client(_ transport: FakeTransport, _ profile: ServerProfile = .embedded) -> Client {
    Client(transport: transport, profile: profile, timing: FakeTiming().timing())
  }

  let questions = (0..<250).map { GetAttributeList(uniqueIdentifier: UniqueIdentifier("k\($0)")) }

  /// Answers every item, in backward order; `k7` is not found.
  @Sendable static func backward(_ request: RequestMessage) -> ResponseMessage {
    response(request.items.reversed().map(answer))
  }

  static func answer(_ item: RequestBatchItem) -> ResponseBatchItem {
    guard let question = try? GetAttributeList(items: item.payload), question.uniqueIdentifier != "k7",
      let id = question.uniqueIdentifier
    else {
      return ResponseBatchItem(
        operation: item.operation, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .operationFailed,
        resultReason: .itemNotFound, resultMessage: "no k7")
    }
    return ResponseBatchItem(
      operation: item.operation, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .success,
      payload: GetAttributeList.Response(uniqueIdentifier: id).items)
  }

  func expectAll(_ results: [Result<GetAttributeList.Response, OperationFailure>]) {
    #expect(results.count == 250)
    for (index, result) in results.enumerated() {
      switch result {
      case .success(let response): #expect(response.uniqueIdentifier == UniqueIdentifier("k\(index)"))
      case .failure(let failure):
        #expect(index == 7)
        #expect(failure.reason == .itemNotFound)
      }
    }
  }

  @Test func readsTravelAHundredAMessageAndComeBackInOrder() async throws {
    let transport = FakeTransport(answering: Self.backward)
    expectAll(try await client(transport).perform(batch: questions))
    #expect(transport.requests.map(\.items.count) == [100, 100, 50])
    #expect(transport.requests.map(\.header.batchCount) == [100, 100, 50])
    #expect(Set(transport.requests.first?.items.map(\.uniqueBatchItemID) ?? []).count == 100)
  }

  @Test func readsGoOneByOneWhereTheServerTakesNoBatches() async throws {
    let transport = FakeTransport(answering: Self.backward)
    expectAll(try await client(transport, .generic).perform(batch: questions))
    #expect(transport.requests.count == 250)
  }

  @Test func readsGoOneByOneWhenABatchIsRefused() async throws {
    let transport = FakeTransport { request in
      request.items.count > 1 ? refusal(.featureNotSupported) : Self.backward(request)
    }
    expectAll(try await client(transport).perform(batch: questions))
    #expect(transport.requests.count == 253)
  }

  @Test func writesGoOneByOne() async throws {
    let transport = FakeTransport { success(destroyed, to: $0) }
    let results = try await client(transport).perform(batch: [
      Destroy(uniqueIdentifier: "a"), Destroy(uniqueIdentifier: "b"),
    ])
    #expect(results.count == 2)
    #expect(transport.requests.map(\.items.count) == [1, 1])
  }

  @Test func strangeItemIDsAreNotTaken() async {
    let transport = FakeTransport { request in
      response(
        request.items.map { item in
          var answer = Self.answer(item)
          answer.uniqueBatchItemID = [1]
          return answer
        })
    }
    let error = await #expect(throws: ClientError.self) { try await client(transport).perform(batch: questions) }
    #expect(error?.phase == .decode)
  }
}
