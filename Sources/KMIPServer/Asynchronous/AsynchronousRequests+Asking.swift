import KMIP
import Synchronization

extension AsynchronousRequests {
  /// - Returns: None while the operation is not done.
  func answer(to correlation: [UInt8], by owner: String) throws -> ResponseBatchItem? {
    let now = clock()
    let request = state.withLock { state -> WaitingRequest? in
      guard let request = state.requests[correlation], request.owner == owner else { return nil }
      if request.answer != nil {
        state.requests[correlation]?.isDelivered = true
        state.requests[correlation]?.touched = now
      }
      return request
    }
    guard let request else { throw Self.unknown }
    return request.answer
  }

  /// Calls an operation off, and tells what became of it. One that is in process is waited for: only it knows.
  func cancel(_ correlation: [UInt8], by owner: String) async throws -> CancellationResult {
    let now = clock()
    let found = state.withLock { state -> WaitingRequest? in
      guard let request = state.requests[correlation], request.owner == owner else { return nil }
      if request.stage == .submitted {
        state.requests[correlation]?.isCalledOff = true
        state.requests[correlation]?.complete(.calledOff(request.operation), at: now)
      }
      return request
    }
    guard let found else { throw Self.unknown }
    if found.stage == .submitted { return .canceled }
    found.work?.cancel()
    guard let answer = await found.work?.value.answer ?? found.answer else { return .unableToCancel }
    if answer.resultReason == .operationCanceledByRequester { return .canceled }
    return answer.isFailure ? .failed : .completed
  }

  /// Begins what waits for its turn.
  func process(_ correlation: [UInt8], by owner: String) throws {
    let (request, batch) = state.withLock { state -> (WaitingRequest?, Batch?) in
      guard let request = state.requests[correlation], request.owner == owner else { return (nil, nil) }
      guard request.stage == .submitted,
        let index = state.queue.firstIndex(where: { $0.number == request.batch })
      else { return (request, nil) }
      state.running += 1
      return (request, state.queue.remove(at: index))
    }
    guard let request else { throw Self.unknown }
    guard request.stage == .submitted else {
      throw OperationFailure(.duplicateProcessRequest, "\(request.operation.name) is in process, or done")
    }
    batch.map(launch)
  }

  /// Those of an owner, the earliest first.
  func list(of owner: String) -> [AsynchronousRequest] {
    let requests = state.withLock { $0.requests.filter { $0.value.owner == owner } }
    return requests.sorted { ($0.value.batch, $0.key.description) < ($1.value.batch, $1.key.description) }.map {
      AsynchronousRequest(
        asynchronousCorrelationValue: $0.key, operation: $0.value.operation, submissionDate: $0.value.submitted,
        processingStage: $0.value.stage)
    }
  }

  private static var unknown: OperationFailure {
    OperationFailure(
      .invalidAsynchronousCorrelationValue,
      "no operation waits under this correlation value: its answer lapsed, the server began anew, or it is another's")
  }
}
