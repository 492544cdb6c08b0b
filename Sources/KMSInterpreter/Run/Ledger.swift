import KMSSyntax
import Synchronization

/// What a run has come to, told by statements that may run side by side.
final class Ledger: Sendable {
  private let state = Mutex(Outcome())

  var outcome: Outcome { state.withLock { $0 } }

  /// What stopped the run, told last.
  func fail(_ cause: Failure) { record(cause, isCause: true) }

  /// What went wrong in a step that runs always, after something else had stopped the run.
  func note(aftermath failure: Failure) { record(failure, isCause: false) }

  private func record(_ failure: Failure, isCause: Bool) {
    state.withLock { $0.failures.insert(failure, at: isCause ? 0 : $0.failures.count) }
  }

  func note(changed failure: Failure) { state.withLock { $0.changed.append(failure) } }

  /// A command's outcome is not known.
  func doubt() { state.withLock { $0.inDoubt += 1 } }
  func note(failedCheck diagnostic: Diagnostic) { state.withLock { $0.failedChecks.append(diagnostic) } }
  func answer(_ value: Value?) { state.withLock { $0.value = value } }
}
