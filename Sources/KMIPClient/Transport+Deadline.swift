extension Transport {
  /// Cancels the exchange when the time has come. An answer that is there all the same counts.
  func exchange(
    _ request: [UInt8], before end: ContinuousClock.Instant, _ timing: Timing
  ) async throws(TransportError) -> [UInt8] {
    let time = timing.now().duration(to: end)
    let (outcome, isLate) = await withTaskGroup(of: Racer.self) { group in
      group.addTask { .exchange(await result { () throws(TransportError) in try await self.exchange(request) }) }
      group.addTask { (try? await timing.expire(time)) == nil ? .clockStopped : .clock }
      return await Self.outcome(of: &group)
    }
    switch outcome {
    case .success(let bytes): return bytes
    case .failure(let error): throw isLate ? error.asDeadline(timing.deadline, address) : error
    }
  }

  private static func outcome(of group: inout TaskGroup<Racer>) async -> (Result<[UInt8], TransportError>, Bool) {
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

private enum Racer: Sendable {
  case exchange(Result<[UInt8], TransportError>)
  case clock, clockStopped
}

private func result(
  _ body: @Sendable () async throws(TransportError) -> [UInt8]
) async -> Result<[UInt8], TransportError> {
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
