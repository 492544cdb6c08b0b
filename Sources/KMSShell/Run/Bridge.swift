import Dispatch
public import LineEditor
import Synchronization

/// The one way from the prompt's thread to work that suspends.
public enum Bridge {
  /// Blocks until `body` has come back. Ctrl-C and signals that ask to leave cancel its task where `onSignal`, which
  /// is told how often each has come, says so.
  public static func run<Value: Sendable>(
    onSignal: @escaping @Sendable (Signal, Int) -> Bool = { _, _ in true },
    _ body: @escaping @Sendable () async -> Value
  ) -> Value? {
    // Before the work begins: no signal may end the process in its midst.
    Signals.shared.install()
    let result = Result<Value>()
    let done = DispatchSemaphore(value: 0)
    let task = Task {
      result.set(await body())
      done.signal()
    }
    return Signals.shared.whileRunning(
      onSignal: { signal, count in
        guard signal == .interrupt || signal.asksToLeave else { return }
        if onSignal(signal, count) { task.cancel() }
      }
    ) {
      done.wait()
      return result.value
    }
  }

  private final class Result<Value: Sendable>: Sendable {
    private let state = Mutex<Value?>(nil)
    var value: Value? { state.withLock { $0 } }
    func set(_ value: Value) { state.withLock { $0 = value } }
  }
}
