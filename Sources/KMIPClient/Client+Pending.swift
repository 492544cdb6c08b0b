import KMIP

extension Client {
  /// The answer itself, where the server puts it off (KMIP 2.1 §6.1.38).
  ///
  /// A client that is cancelled, or has waited long enough, calls the operation off at the server and tells what
  /// became of it there.
  func settled(
    _ item: ResponseBatchItem, for call: Call, attempts: Int
  ) async throws -> ResponseBatchItem {
    // Who polls by hand wants to see that there is no answer yet.
    guard item.resultStatus == .operationPending, call.operation != .poll else { return item }
    guard let value = item.asynchronousCorrelationValue else { throw call.nameless(attempts: attempts) }
    let pending = PendingAnswer(client: self, call: call, value: value, attempts: attempts)
    let end = timing.now() + timing.pendingDeadline
    var round = 0
    while true {
      round += 1
      let pause = min(timing.pause(after: round), timing.longestPause)
      guard timing.now() + pause < end else { return try await pending.calledOff(.deadline) }
      do { try await timing.pause(pause) } catch { return try await pending.calledOff(.cancelled) }
      do {
        if let answer = try await pending.answer() { return answer }
      } catch let error as ClientError where error.phase == .cancelled {
        return try await pending.calledOff(.cancelled)
      }
    }
  }
}

/// An operation that is at work on a server.
private struct PendingAnswer: Sendable {
  let client: Client
  let call: Call
  let value: [UInt8]
  let attempts: Int

  /// None while there is none.
  func answer() async throws -> ResponseBatchItem? {
    var item = try await sent(Call(Poll(asynchronousCorrelationValue: value), correlation: call.correlation))
    if item.resultStatus == .operationPending { return nil }
    // Some servers answer in the name of Poll.
    let isOwnFailure = item.operation == .poll && item.resultStatus != .success
    if isOwnFailure || item.resultReason == .invalidAsynchronousCorrelationValue {
      throw call.unanswered(
        .server, "the server has no answer to \(call.operation.name) any more: \(item.resultMessage ?? "")", attempts)
    }
    if item.operation == .poll { item.operation = call.operation }
    return item
  }

  /// What is cancelled still has to reach the server: hence a task of its own, which has a deadline as every request.
  func calledOff(_ phase: ClientError.Phase) async throws -> ResponseBatchItem {
    let answer = try? await Task { try await cancelledAnswer() }.value
    switch answer {
    case .done(let item)?: return item
    case .calledOff?:
      throw ClientError(
        phase, "\(call.operation.name) was \(end(phase)) and called off", isSent: true, applied: .no, attempts: attempts
      )
    case nil:
      throw call.unanswered(
        phase, "\(call.operation.name) was \(end(phase)), and could not be called off", attempts,
        hint: "the server may still be at work on it")
    }
  }

  private enum Outcome { case done(ResponseBatchItem), calledOff }

  private func cancelledAnswer() async throws -> Outcome? {
    let item = try await sent(Call(Cancel(asynchronousCorrelationValue: value), correlation: call.correlation))
    guard item.resultStatus == .success else { return nil }
    switch try Cancel.Response(items: item.payload ?? []).cancellationResult {
    case .canceled: return .calledOff
    case .completed, .failed: return try await answer().map { .done($0) }
    default: return nil
    }
  }

  private func sent(_ request: Call) async throws -> ResponseBatchItem {
    do {
      let answer = try await client.answer(to: request)
      if let item = answer.items.first, answer.items.count == 1 { return item }
    } catch let error as ClientError {
      throw call.unanswered(error.phase, error.message, attempts + error.attempts, hint: error.hint)
    }
    throw call.unanswered(.decode, "the answer to \(request.operation.name) cannot be read", attempts)
  }

  private func end(_ phase: ClientError.Phase) -> String { phase == .deadline ? "not done in time" : "interrupted" }
}
