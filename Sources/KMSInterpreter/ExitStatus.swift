/// What the process ends with.
public enum ExitStatus: Int32, Sendable {
  case ok = 0
  /// A statement or an assertion failed.
  case failed = 1
  /// A usage, parse or check error; nothing was sent.
  case usage = 2
  case unreachable = 3
  case budgetExceeded = 4
  /// Items are in doubt.
  case inDoubt = 5
  /// Refused by a policy or for want of approval.
  case denied = 6
  /// The audit trail could not be written.
  case audit = 74
  case interrupted = 130
}

extension Failure.Kind {
  public var exitStatus: ExitStatus {
    switch self {
    case .refused, .assertion: .failed
    case .inDoubt: .inDoubt
    case .unreachable: .unreachable
    case .audit: .audit
    case .denied, .changed: .denied
    case .budgetExceeded: .budgetExceeded
    case .cancelled: .interrupted
    }
  }

  /// The greater one tells of a run or a loop with several failures.
  var gravity: Int {
    switch self {
    case .refused, .assertion: 0
    case .budgetExceeded: 1
    case .unreachable: 2
    case .denied, .changed: 3
    case .inDoubt: 4
    case .cancelled: 5
    case .audit: 6
    }
  }
}

extension Outcome {
  public var exitStatus: ExitStatus {
    guard unusable.isEmpty else { return .usage }
    let worst = failures.map(\.kind).max { $0.gravity < $1.gravity }
    if inDoubt > 0, (worst?.gravity ?? 0) < Failure.Kind.inDoubt.gravity { return .inDoubt }
    return worst?.exitStatus ?? (changed.isEmpty ? failedChecks.isEmpty ? .ok : .failed : .denied)
  }
}
