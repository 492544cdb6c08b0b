public import KMSSyntax

/// How a run ended.
public struct Outcome: Sendable {
  /// Of the last statement, if that is an expression.
  public var value: Value?
  /// What stopped the run first, then what went wrong in steps that run always.
  public var failures: [Failure] = []
  /// What `check` recorded.
  public var failedChecks: [Diagnostic] = []
  /// Objects that had changed since the plan, in items that were skipped for it.
  public var changed: [Failure] = []
  /// Writes of which it is not known whether they were applied.
  public var inDoubt = 0
  /// Parameters that are missing or do not fit: nothing ran.
  public var unusable: [Diagnostic] = []

  public init() {}

  init(unusable: [Diagnostic]) { self.unusable = unusable }

  public var wasCancelled: Bool { failures.contains { $0.kind == .cancelled } }
  public var succeeded: Bool { exitStatus == .ok }

  /// Everything to show a person, the cause first.
  public var diagnostics: [Diagnostic] { unusable + failures.map(\.diagnostic) + failedChecks }
}
