import Synchronization

/// Asks the loops of a run to launch nothing further and to let what is under way come to its end.
public final class Drain: Sendable {
  private struct State {
    var loops = 0
    var isRequested = false
  }

  private let state = Mutex(State())

  public init() {}

  /// - Returns: Whether a loop runs that will drain; where none does, nothing comes of it.
  public func request() -> Bool {
    state.withLock { state in
      if state.loops > 0 { state.isRequested = true }
      return state.isRequested
    }
  }

  var isRequested: Bool { state.withLock { $0.isRequested } }
  func end() { state.withLock { $0.isRequested = false } }
  func enterLoop() { state.withLock { $0.loops += 1 } }
  func leaveLoop() { state.withLock { $0.loops -= 1 } }
}
