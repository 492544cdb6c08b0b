import Glibc

/// The signals a program at a terminal answers.
public enum Signal: CaseIterable, Hashable, Sendable {
  case interrupt, terminate, hangUp, windowChange

  public var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .windowChange: SIGWINCH
    }
  }

  /// Whether it asks the program to leave.
  public var asksToLeave: Bool { self == .terminate || self == .hangUp }

  init?(number: Int32) {
    guard let signal = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = signal
  }
}
