import Synchronization

/// Tells those whose patience is at its end as soon as something hangs.
final class Alarm: Sendable {
  private struct State {
    var hanging = 0
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  /// Hangs until it is cancelled.
  func hang() async throws {
    let waiting = state.withLock { state in
      state.hanging += 1
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    waiting.forEach { $0.resume() }
    defer { state.withLock { $0.hanging -= 1 } }
    try await Task.sleep(for: .seconds(3600))
  }

  /// Until something hangs.
  func sleep() async throws {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = state.withLock { state in
          guard state.hanging == 0, !Task.isCancelled else { return true }
          state.waiting[number] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(throwing: CancellationError())
    }
  }
}
