import Glibc

extension Signals {
  /// Runs `body` while a thread of its own hands each signal to `onSignal`, with how often it has come during this
  /// call: 1, 2, ….
  ///
  /// The callback runs on that thread, never in a signal handler, so it may lock, allocate and cancel.
  public func whileRunning<Value>(
    onSignal: @escaping @Sendable (Signal, Int) -> Void, _ body: () throws -> Value
  ) rethrows -> Value {
    let watcher = SignalWatcher(onSignal)
    defer { watcher.stop() }
    return try body()
  }

  /// The same around work that suspends.
  public func whileRunning<Value>(
    isolation: isolated (any Actor)? = #isolation, onSignal: @escaping @Sendable (Signal, Int) -> Void,
    _ body: () async throws -> Value
  ) async rethrows -> Value {
    let watcher = SignalWatcher(onSignal)
    defer { watcher.stop() }
    return try await body()
  }
}

/// The thread that takes signals while a command runs.
private struct SignalWatcher {
  private let stopEnd: Int32
  private let thread: pthread_t?

  init(_ onSignal: @escaping @Sendable (Signal, Int) -> Void) {
    Signals.shared.install()
    guard let pipe = Descriptor.makePipe() else {
      (stopEnd, thread) = (-1, nil)
      return
    }
    let watch = Unmanaged.passRetained(SignalWatch(stop: pipe.read, onSignal: onSignal))
    var started = pthread_t()
    let failed = pthread_create(
      &started, nil,
      { watch in
        if let watch { Unmanaged<SignalWatch>.fromOpaque(watch).takeRetainedValue().run() }
        return nil
      }, watch.toOpaque())
    if failed != 0 { watch.release() }
    (stopEnd, thread) = (pipe.write, failed == 0 ? started : nil)
  }

  func stop() {
    if stopEnd >= 0 { close(stopEnd) }
    if let thread { pthread_join(thread, nil) }
  }
}

private final class SignalWatch: Sendable {
  private let stop: Int32
  private let onSignal: @Sendable (Signal, Int) -> Void

  init(stop: Int32, onSignal: @escaping @Sendable (Signal, Int) -> Void) {
    self.stop = stop
    self.onSignal = onSignal
  }

  deinit { close(stop) }

  func run() {
    var seen: [Signal: Int] = [:]
    while true {
      let ready = Descriptor.wait([Signals.shared.descriptor, stop], milliseconds: -1)
      if ready.contains(stop) { return }
      while let signal = Signals.shared.take() {
        seen[signal, default: 0] += 1
        onSignal(signal, seen[signal, default: 1])
      }
    }
  }
}
