import NIOCore
import Synchronization

/// Who is connected and whose request is being worked on, so that stopping spares the latter.
final class Visitors: Sendable {
  private struct State {
    var isStopping = false
    var nextTicket = 0
    var present: [Int: Visitor] = [:]
  }

  private struct Visitor {
    let channel: any Channel
    var isServed = false
  }

  private let state = Mutex(State())

  /// Nil if no one is let in any more.
  func arrive(_ channel: any Channel) -> Int? {
    state.withLock { state in
      guard !state.isStopping else { return nil }
      state.nextTicket &+= 1
      state.present[state.nextTicket] = Visitor(channel: channel)
      return state.nextTicket
    }
  }

  func leave(_ ticket: Int) {
    state.withLock { state in _ = state.present.removeValue(forKey: ticket) }
  }

  /// False if the request comes too late.
  func begin(_ ticket: Int) -> Bool {
    state.withLock { state in
      guard !state.isStopping else { return false }
      state.present[ticket]?.isServed = true
      return true
    }
  }

  /// False if there is to be no further request.
  func end(_ ticket: Int) -> Bool {
    state.withLock { state in
      state.present[ticket]?.isServed = false
      return !state.isStopping
    }
  }

  /// Closes the connections of those who are not being served.
  func stop() {
    close(
      state.withLock { state in
        state.isStopping = true
        return state.present.values.filter { !$0.isServed }
      })
  }

  func dismiss() {
    close(
      state.withLock { state in
        state.isStopping = true
        return Array(state.present.values)
      })
  }

  private func close(_ visitors: [Visitor]) {
    for visitor in visitors { visitor.channel.close(promise: nil) }
  }
}
