import Dispatch
import Synchronization

/// Entries that wait for the writer, and whether one is under way: who finds none starts it.
final class AppendQueue: Sendable {
  struct Waiting: Sendable {
    let draft: EntryDraft
    let continuation: CheckedContinuation<Record, any Error>
  }

  private struct State {
    var waiting: [Waiting] = []
    var isDraining = false
    var isClosed = false
    /// How many are to wait before the writer is woken.
    var wanted: Int?
  }

  enum Admission { case started, joined, closed }

  private let state = Mutex(State())
  private let gathered = DispatchSemaphore(value: 0)

  func admit(_ waiting: Waiting) -> Admission {
    state.withLock { state in
      if state.isClosed { return .closed }
      state.waiting.append(waiting)
      if let wanted = state.wanted, state.waiting.count >= wanted {
        state.wanted = nil
        gathered.signal()
      }
      defer { state.isDraining = true }
      return state.isDraining ? .joined : .started
    }
  }

  /// The next group in order of arrival; an empty one ends the writer's turn.
  func next() -> [Waiting] {
    state.withLock { state in
      let group = Array(state.waiting.prefix(128))
      state.waiting.removeFirst(group.count)
      if group.isEmpty { state.isDraining = false }
      return group
    }
  }

  /// Gives those who were just served a moment to come back, so that the next group has all of them and not every
  /// other half.
  func gather(_ served: Int, within limit: Duration) {
    let isWaiting = state.withLock { state in
      let wanted = state.waiting.count + served
      guard wanted > 1, served > 0 else { return false }
      state.wanted = wanted
      return true
    }
    let (seconds, attoseconds) = limit.components
    let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    guard isWaiting, gathered.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .timedOut else { return }
    let isSignalled = state.withLock { state in
      defer { state.wanted = nil }
      return state.wanted == nil
    }
    if isSignalled { gathered.wait() }
  }

  /// - Returns: Whether it was open until this call.
  func close() -> Bool {
    state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
  }
}
