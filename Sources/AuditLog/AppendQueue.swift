import Synchronization

/// Entries that wait for the writer, and whether one is under way: who finds none starts it.
final class AppendQueue: Sendable {
  struct Waiting: Sendable {
    let entry: Entry
    let continuation: CheckedContinuation<Record, any Error>
  }

  private struct State {
    var waiting: [Waiting] = []
    var isDraining = false
    var isClosed = false
  }

  enum Admission { case started, joined, closed }

  private let state = Mutex(State())

  func admit(_ waiting: Waiting) -> Admission {
    state.withLock { state in
      if state.isClosed { return .closed }
      state.waiting.append(waiting)
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

  /// - Returns: Whether it was open until this call.
  func close() -> Bool {
    state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
  }
}
