import KMIP
import KMIPCrypto
import Synchronization

/// Requests that are answered later, each operation under a correlation value of its own.
///
/// They live as long as the server's process. An answer is kept for its owner until it lapses, or until it was given
/// out and its place is wanted.
final class AsynchronousRequests: Sendable {
  static let limitPerOwner = 64
  static let limit = 1024
  /// Batches at work at a time; the others wait for their turn.
  static let places = 4
  /// Microseconds for which an answer is kept.
  static let patience: Int64 = 3_600_000_000

  typealias Run = @Sendable (BatchProgress) async -> [ResponseBatchItem]

  struct Batch: Sendable {
    let number: UInt64
    let correlations: [[UInt8]]
    let run: Run
    /// False if answers count only once the whole batch is done.
    let answersSingly: Bool
  }

  struct State: Sendable {
    var requests: [[UInt8]: WaitingRequest] = [:]
    var queue: [Batch] = []
    var running = 0
    var batches: UInt64 = 0
  }

  let clock: @Sendable () -> Int64
  let state = Mutex(State())

  init(clock: @escaping @Sendable () -> Int64) { self.clock = clock }

  /// - Returns: The correlation value of each operation.
  func submit(
    _ operations: [OperationCode], of owner: String, answersSingly: Bool, _ run: @escaping Run
  ) throws -> [[UInt8]] {
    let now = clock()
    let correlations = operations.map { _ in RandomBytes.token() }
    let (next, refusal) = state.withLock { state -> (Batch?, OperationFailure?) in
      state.makeRoom(for: operations.count, of: owner, at: now)
      if let refusal = state.refusal(of: operations.count, for: owner) { return (nil, refusal) }
      state.batches &+= 1
      for (correlation, operation) in zip(correlations, operations) {
        state.requests[correlation] = WaitingRequest(
          owner: owner, operation: operation, submitted: DateTimeExtended(microseconds: now), batch: state.batches,
          touched: now)
      }
      state.queue.append(
        Batch(number: state.batches, correlations: correlations, run: run, answersSingly: answersSingly))
      return (state.nextBatch(), nil)
    }
    if let refusal { throw refusal }
    next.map(launch)
    return correlations
  }

  /// A task of its own, which outlives the connection that the request came by. It ends by itself: every batch does.
  func launch(_ batch: Batch) {
    let progress = BatchProgress { index, work in
      guard batch.correlations.indices.contains(index) else { return nil }
      return await self.perform(batch.correlations[index], work, answersSingly: batch.answersSingly)
    }
    Task {
      let answers = await batch.run(progress)
      let next = self.state.withLock { state in
        state.finish(batch, answers, at: self.clock())
        return state.nextBatch()
      }
      next.map(self.launch)
    }
  }

  /// Each operation has a task of its own too, so that it can be called off and the batch goes on, or is taken back.
  private func perform(
    _ correlation: [UInt8], _ work: @escaping @Sendable () async -> BatchProgress.Performed, answersSingly: Bool
  ) async -> BatchProgress.Performed? {
    let task = state.withLock { state -> Task<BatchProgress.Performed, Never>? in
      guard var request = state.requests[correlation], !request.isCalledOff else { return nil }
      let task = Task { await work() }
      request.stage = .inProcess
      request.work = task
      state.requests[correlation] = request
      return task
    }
    guard let performed = await task?.value else { return nil }
    if answersSingly {
      state.withLock { $0.requests[correlation]?.complete(performed.answer, at: clock()) }
    }
    return performed
  }
}

extension AsynchronousRequests.State {
  mutating func nextBatch() -> AsynchronousRequests.Batch? {
    guard running < AsynchronousRequests.places, !queue.isEmpty else { return nil }
    running += 1
    return queue.removeFirst()
  }

  mutating func finish(_ batch: AsynchronousRequests.Batch, _ answers: [ResponseBatchItem], at now: Int64) {
    running -= 1
    for (index, correlation) in batch.correlations.enumerated() {
      guard let request = requests[correlation] else { continue }
      let answer = answers.indices.contains(index) ? answers[index] : .unbegun(request.operation)
      if request.answer == nil || !batch.answersSingly { requests[correlation]?.complete(answer, at: now) }
    }
  }

  /// Forgets what has lapsed; for an owner without room, also what was given out.
  mutating func makeRoom(for count: Int, of owner: String, at now: Int64) {
    requests = requests.filter { _, request in
      request.stage != .completed || now &- request.touched <= AsynchronousRequests.patience
    }
    guard refusal(of: count, for: owner) != nil else { return }
    requests = requests.filter { _, request in request.owner != owner || !request.isDelivered }
  }

  func refusal(of count: Int, for owner: String) -> OperationFailure? {
    let own = requests.values.count { $0.owner == owner }
    guard own + count <= AsynchronousRequests.limitPerOwner, requests.count + count <= AsynchronousRequests.limit
    else {
      return OperationFailure(
        .serverLimitExceeded, "\(own) operations wait for their answer or to be asked for it: poll them first")
    }
    return nil
  }
}
