import Synchronization

/// Lets a number of tasks in at a time, first come, first served.
public final class Turnstile: Sendable {
  private typealias Waiter = CheckedContinuation<Void, any Error>

  private struct State {
    var free: Int
    var nextTicket = 0
    var queue: [(ticket: Int, waiter: Waiter)] = []
  }

  private let state: Mutex<State>

  public init(places: Int) { state = Mutex(State(free: places)) }

  /// Throws `CancellationError` if the task is cancelled before its turn; then there is nothing to leave.
  public func enter() async throws {
    let ticket = state.withLock { state in
      state.nextTicket &+= 1
      return state.nextTicket
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiter in admit(waiter, ticket: ticket)?.resume(with: waiter) }
    } onCancel: {
      dismiss(ticket)
    }
  }

  public func leave() {
    let next = state.withLock { state -> Waiter? in
      guard !state.queue.isEmpty else {
        state.free += 1
        return nil
      }
      return state.queue.removeFirst().waiter
    }
    next?.resume()
  }

  private enum Verdict {
    case enter, cancelled

    func resume(with waiter: Waiter) {
      switch self {
      case .enter: waiter.resume()
      case .cancelled: waiter.resume(throwing: CancellationError())
      }
    }
  }

  // A task is marked cancelled before its handler runs, so either this sees the mark or the handler sees the ticket.
  private func admit(_ waiter: Waiter, ticket: Int) -> Verdict? {
    state.withLock { state in
      if Task.isCancelled { return .cancelled }
      if state.free > 0 {
        state.free -= 1
        return .enter
      }
      state.queue.append((ticket, waiter))
      return nil
    }
  }

  private func dismiss(_ ticket: Int) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.queue.firstIndex(where: { $0.ticket == ticket }) else { return nil }
      return state.queue.remove(at: index).waiter
    }
    waiter?.resume(throwing: CancellationError())
  }
}
