import KMIP

/// What happens to an object in its life (KMIP 2.1 §4.57).
enum LifecycleEvent: Hashable, CaseIterable {
  case activate, deactivate, compromise, destroy
}

/// The states of an object and the events that lead from one to the next.
enum Lifecycle {
  typealias Transition = (state: State, event: LifecycleEvent, next: State)

  static let transitions: [Transition] = [
    (.preActive, .activate, .active),
    (.preActive, .deactivate, .deactivated),
    (.preActive, .compromise, .compromised),
    (.preActive, .destroy, .destroyed),
    (.active, .deactivate, .deactivated),
    (.active, .compromise, .compromised),
    (.deactivated, .deactivate, .deactivated),
    (.deactivated, .compromise, .compromised),
    (.deactivated, .destroy, .destroyed),
    (.compromised, .destroy, .destroyedCompromised),
    (.destroyed, .deactivate, .destroyed),
    (.destroyed, .compromise, .destroyedCompromised),
  ]

  /// None if the event cannot happen in that state.
  static func next(after state: State, _ event: LifecycleEvent) -> State? {
    transitions.first { $0.state == state && $0.event == event }?.next
  }
}
