import Dispatch
public import LineEditor
import Synchronization

/// The one way from the prompt's thread to work that suspends.
public enum Bridge {
  /// Blocks until `body` has come back. Ctrl-C and signals that ask to leave cancel its task; each is also told to
  /// `onSignal`, with how often it has come.
  public static func run<Value: Sendable>(
    onSignal: @escaping @Sendable (Signal, Int) -> Void = { _, _ in }, _ body: @escaping @Sendable () async -> Value
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
        if signal == .interrupt || signal.asksToLeave { task.cancel() }
        onSignal(signal, count)
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
