import Dispatch
import KMIP
import KeyStore
import TTLV
import Testing

@testable import KMIPServer

@Suite struct AsynchronousTests {
  private let create = Create(objectType: .symmetricKey, attributes: .aes())

  @Test func whatIsPutOffIsPolledAsIfItHadBeenAnsweredAtOnce() async throws {
    let fixture = try Fixture()
    let correlation = try await fixture.putOff(create)
    let answer = try await fixture.finished(correlation)
    #expect(answer.operation == .create && answer.resultStatus == .success && answer.uniqueBatchItemID == [7])
    let made = try Create.Response(items: answer.payload ?? [])
    #expect(try await fixture.state(made.uniqueIdentifier) == .preActive)
    // An answer that got lost on its way may be asked for again.
    #expect(try await fixture.finished(correlation) == answer)
  }

  @Test func whatIsAtWorkIsPending() async throws {
    let fixture = try Fixture()
    let block = try await Blocked(fixture.store)
    let correlation = try await fixture.putOff(create)
    let pending = try #require(try await fixture.poll(correlation))
    #expect(pending.resultStatus == .operationPending && pending.asynchronousCorrelationValue == correlation)
    #expect(pending.operation == .poll && pending.payload == nil)
    await block.end()
    #expect(try await fixture.finished(correlation).resultStatus == .success)
  }

  @Test func anAnswerIsForTheOneWhoAsked() async throws {
    let fixture = try Fixture()
    let correlation = try await fixture.putOff(create)
    #expect(try await fixture.poll(correlation, as: "bob")?.resultReason == .invalidAsynchronousCorrelationValue)
    let cancel = Cancel(asynchronousCorrelationValue: correlation)
    #expect(try await fixture.refusal(cancel, as: "bob") == .invalidAsynchronousCorrelationValue)
    #expect(try await fixture.perform(QueryAsynchronousRequests(), as: "bob").asynchronousRequest.isEmpty)
    #expect(try await fixture.poll([1, 2, 3])?.resultReason == .invalidAsynchronousCorrelationValue)
  }

  @Test func whatIsCalledOffIsNotDone() async throws {
    let fixture = try Fixture()
    let block = try await Blocked(fixture.store)
    let correlations = try await fixture.putOff([RequestBatchItem(create), RequestBatchItem(create)]) {
      $0.batchErrorContinuationOption = .continue
    }
    try await fixture.untilBegun(correlations[0])
    // The second waits for the first: it is called off at once; the first, when the store lets go of it.
    let second = try await fixture.perform(Cancel(asynchronousCorrelationValue: correlations[1]))
    #expect(second.cancellationResult == .canceled && second.asynchronousCorrelationValue == correlations[1])
    async let first = fixture.perform(Cancel(asynchronousCorrelationValue: correlations[0]))
    await block.end()
    // It was done before it was called off, or it was not: the answer says which.
    let result = try await first.cancellationResult
    let answers = [try await fixture.finished(correlations[0]), try await fixture.finished(correlations[1])]
    #expect(answers[1].resultReason == .operationCanceledByRequester)
    let isDone = result == .completed
    #expect(isDone || result == .canceled && answers[0].resultReason == .operationCanceledByRequester)
    #expect(try await fixture.perform(Locate()).uniqueIdentifier.count == (isDone ? 1 : 0))
  }

  @Test func whatIsDoneCannotBeCalledOff() async throws {
    let fixture = try Fixture()
    let done = try await fixture.putOff(create)
    _ = try await fixture.finished(done)
    #expect(try await fixture.perform(Cancel(asynchronousCorrelationValue: done)).cancellationResult == .completed)
    let failed = try await fixture.putOff(Get(uniqueIdentifier: "missing"))
    #expect(try await fixture.finished(failed).resultReason == .objectNotFound)
    #expect(try await fixture.perform(Cancel(asynchronousCorrelationValue: failed)).cancellationResult == .failed)
  }

  @Test func aBatchHandsItsObjectOnAndStopsAtAFailure() async throws {
    let fixture = try Fixture()
    let items = [
      RequestBatchItem(create), RequestBatchItem(Activate()), RequestBatchItem(Get(uniqueIdentifier: "missing")),
      RequestBatchItem(create),
    ]
    var answers: [ResponseBatchItem] = []
    for correlation in try await fixture.putOff(items) { answers.append(try await fixture.finished(correlation)) }
    #expect(answers.map(\.resultStatus) == [.success, .success, .operationFailed, .operationFailed])
    #expect(answers[3].resultReason == .generalFailure)
    #expect(try await fixture.perform(Locate(.with { $0.state = .active })).uniqueIdentifier.count == 1)
  }

  @Test func aBatchIsTakenBackWholeLaterToo() async throws {
    let fixture = try Fixture()
    let items = [RequestBatchItem(create), RequestBatchItem(Get(uniqueIdentifier: "missing"))]
    var answers: [ResponseBatchItem] = []
    for correlation in try await fixture.putOff(items, { $0.batchErrorContinuationOption = .undo }) {
      answers.append(try await fixture.finished(correlation))
    }
    #expect(answers.map(\.resultStatus) == [.operationUndone, .operationFailed])
    #expect(try await fixture.perform(Locate()).uniqueIdentifier == [])
  }

  @Test func theServerTellsWhatWaitsAndBeginsItWhenAsked() async throws {
    let fixture = try Fixture()
    let block = try await Blocked(fixture.store)
    var correlations: [[UInt8]] = []
    for _ in 0...AsynchronousRequests.places { correlations.append(try await fixture.putOff(create)) }
    let last = try #require(correlations.last)
    try await fixture.untilBegun(correlations[0])
    let waiting = try #require(try await fixture.waiting(last))
    #expect(waiting.operation == .create && waiting.processingStage == .submitted)
    #expect(waiting.submissionDate == DateTimeExtended(microseconds: fixture.now.seconds * 1_000_000))
    try await fixture.perform(Process(asynchronousCorrelationValue: last))
    try await fixture.untilBegun(last)
    #expect(try await fixture.refusal(Process(asynchronousCorrelationValue: last)) == .duplicateProcessRequest)
    let creates = QueryAsynchronousRequests(operations: Operations(operation: [.create]))
    #expect(try await fixture.perform(creates).asynchronousRequest.count == correlations.count)
    let others = QueryAsynchronousRequests(operations: Operations(operation: [.destroy]))
    #expect(try await fixture.perform(others).asynchronousRequest.isEmpty)
    await block.end()
    for correlation in correlations { #expect(try await fixture.finished(correlation).resultStatus == .success) }
  }

  @Test func answersAreFewAndDoNotWaitForEver() async throws {
    let fixture = try Fixture()
    let items = [RequestBatchItem](repeating: RequestBatchItem(Check()), count: AsynchronousRequests.limitPerOwner)
    let correlations = try await fixture.putOff(items)
    _ = try await fixture.finished(correlations[0])
    let one = fixture.message([RequestBatchItem(create)]) { $0.asynchronousIndicator = .mandatory }
    // The one that was given out leaves its place; the others are still to be asked for.
    #expect(try await fixture.send(one).items.first?.resultStatus == .operationPending)
    #expect(try await fixture.send(one).items.first?.resultReason == .serverLimitExceeded)
    #expect(try await fixture.send(one, as: "bob").items.first?.resultStatus == .operationPending)
    for correlation in correlations.dropFirst() { _ = try await fixture.finished(correlation) }
    fixture.pass(AsynchronousRequests.patience / 1_000_000 + 1)
    _ = try await fixture.putOff(create)
    #expect(try await fixture.poll(correlations[1])?.resultReason == .invalidAsynchronousCorrelationValue)
  }

  @Test func whatIsAboutTheConversationIsNotPutOff() async throws {
    let fixture = try Fixture()
    let message = fixture.message([RequestBatchItem(Query())]) { $0.asynchronousIndicator = .mandatory }
    #expect(try await fixture.send(message).items.first?.resultReason == .featureNotSupported)
    let optional = fixture.message([RequestBatchItem(create)]) { $0.asynchronousIndicator = .optional }
    #expect(try await fixture.send(optional).items.first?.resultStatus == .success)
  }
}

/// Holds the store's one connection until it is told to let go.
private final class Blocked: Sendable {
  private let gate = DispatchSemaphore(value: 0)
  private let work: Task<Void, any Error>

  init(_ store: ObjectStore) async throws {
    let (begun, begin) = AsyncStream.makeStream(of: Void.self)
    let gate = gate
    work = Task {
      try await store.transaction { _ in
        begin.yield()
        gate.wait()
      }
    }
    for await _ in begun { break }
  }

  func end() async {
    gate.signal()
    _ = try? await work.value
  }
}

extension Fixture {
  fileprivate func putOff(_ request: some KMIP.Operation) async throws -> [UInt8] {
    try #require(try await putOff([RequestBatchItem(request)]).first)
  }

  fileprivate func putOff(
    _ items: [RequestBatchItem], _ change: (inout RequestHeader) -> Void = { _ in }
  ) async throws -> [[UInt8]] {
    let message = message(items) {
      $0.asynchronousIndicator = .mandatory
      change(&$0)
    }
    let answer = try await send(message)
    #expect(answer.items.map(\.resultStatus) == items.map { _ in .operationPending })
    #expect(answer.items.map(\.operation) == items.map(\.operation))
    return answer.items.compactMap(\.asynchronousCorrelationValue)
  }

  fileprivate func poll(_ correlation: [UInt8], as name: String = "alice") async throws -> ResponseBatchItem? {
    let poll = Poll(asynchronousCorrelationValue: correlation)
    return try await send(message([RequestBatchItem(poll, uniqueBatchItemID: [7])]), as: name).items.first
  }

  fileprivate func finished(_ correlation: [UInt8]) async throws -> ResponseBatchItem {
    while true {
      let item = try #require(try await poll(correlation))
      if item.resultStatus != .operationPending { return item }
      await Task.yield()
    }
  }

  fileprivate func waiting(_ correlation: [UInt8]) async throws -> AsynchronousRequest? {
    let values = AsynchronousCorrelationValues(asynchronousCorrelationValue: [correlation])
    return try await perform(QueryAsynchronousRequests(asynchronousCorrelationValues: values)).asynchronousRequest.first
  }

  fileprivate func untilBegun(_ correlation: [UInt8]) async throws {
    while try await waiting(correlation)?.processingStage == .submitted { await Task.yield() }
  }
}
