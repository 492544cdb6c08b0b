extension Transport {
  /// Cancels the exchange when the time has come. An answer that is there all the same counts.
  func exchange<Request: Exchangeable>(
    _ request: Request, before end: ContinuousClock.Instant, _ timing: Timing
  ) async throws(TransportError) -> Request.Answer {
    let time = timing.now().duration(to: end)
    let (outcome, isLate) = await withTaskGroup(of: Racer<Request.Answer>.self) { group in
      group.addTask { .exchange(await result { () throws(TransportError) in try await request.exchange(on: self) }) }
      group.addTask { (try? await timing.expire(time)) == nil ? .clockStopped : .clock }
      return await Self.outcome(of: &group)
    }
    switch outcome {
    case .success(let answer): return answer
    case .failure(let error): throw isLate ? error.asDeadline(timing.deadline, address) : error
    }
  }

  private static func outcome<Answer>(
    of group: inout TaskGroup<Racer<Answer>>
  ) async -> (Result<Answer, TransportError>, Bool) {
    var isLate = false
    for await racer in group {
      switch racer {
      case .exchange(let outcome):
        group.cancelAll()
        return (outcome, isLate)
      case .clock:
        isLate = true
        group.cancelAll()
      case .clockStopped: break
      }
    }
    return (.failure(TransportError(.cancelled, isUnsent: false, "cancelled")), isLate)
  }
}

/// What a wire carries.
protocol Exchangeable: Sendable {
  associatedtype Answer: Sendable
  func exchange(on transport: some Transport) async throws(TransportError) -> Answer
}

extension [UInt8]: Exchangeable {
  func exchange(on transport: some Transport) async throws(TransportError) -> [UInt8] {
    try await transport.exchange(self)
  }
}

extension AccessRequest: Exchangeable {
  func exchange(on transport: some Transport) async throws(TransportError) -> AccessAnswer {
    try await transport.exchange(self)
  }
}

private enum Racer<Answer: Sendable>: Sendable {
  case exchange(Result<Answer, TransportError>)
  case clock, clockStopped
}

private func result<Answer>(
  _ body: @Sendable () async throws(TransportError) -> Answer
) async -> Result<Answer, TransportError> {
  do { return .success(try await body()) } catch { return .failure(error) }
}

extension TransportError {
  fileprivate func asDeadline(_ deadline: Duration, _ address: String) -> TransportError {
    guard phase == .cancelled else { return self }
    return TransportError(
      .deadline, isUnsent: isUnsent,
      "no answer from \(address) within \(deadline.formattedSeconds)",
      hint: "the server may be busy or may have dropped the request without an answer")
  }
}

extension Duration {
  fileprivate var formattedSeconds: String {
    let (seconds, attoseconds) = components
    let milliseconds = attoseconds / 1_000_000_000_000_000
    return seconds == 0 && milliseconds > 0 ? "\(milliseconds) ms" : "\(seconds) s"
  }
}
