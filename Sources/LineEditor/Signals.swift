import Glibc
import Synchronization

/// Signals as values: the handlers touch only atomics and a pipe; whoever waits for input, or the watching thread while
/// a command runs, reads them from there.
public final class Signals: Sendable {
  public static let shared = Signals()

  /// Readable while a signal waits to be taken.
  let descriptor: Int32
  private let installed = Mutex(false)

  private init() {
    let pipe = Descriptor.makePipe()
    descriptor = pipe?.read ?? -1
    guard let pipe else { return }
    // A handler must never block, nor a reader that came second.
    for end in [pipe.read, pipe.write] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    signalState.pipe.store(pipe.write, ordering: .releasing)
  }

  /// Installs the handlers, once. A signal that was ignored from outside (`nohup`) stays ignored.
  public func install() {
    installed.withLock { installed in
      if !installed {
        Signal.allCases.forEach(Self.handle)
        Self.unblock()
      }
      installed = true
    }
  }

  // A parent that started us from a thread with signals blocked has handed that on.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in Signal.allCases { sigaddset(&signals, signal.number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func handle(_ signal: Signal) {
    var old = sigaction()
    guard sigaction(signal.number, nil, &old) == 0 else { return }
    if unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      return
    }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signalState.note($0) }
    // What asks to stop ends a blocked call; a resize must not.
    action.sa_flags = signal == .windowChange ? SA_RESTART : 0
    _ = sigaction(signal.number, &action, nil)
  }

  /// The first signal that asked the program to leave, if one has come.
  public var termination: Signal? { Signal(number: signalState.termination.load(ordering: .acquiring)) }

  /// How many interrupts have come since the start.
  public var interrupts: Int { signalState.interrupts.load(ordering: .acquiring) }

  /// Takes the signal that has waited longest.
  func take() -> Signal? {
    var number: UInt8 = 0
    return read(descriptor, &number, 1) == 1 ? Signal(number: Int32(number)) : nil
  }
}

/// What a handler may touch.
private struct SignalState: ~Copyable, Sendable {
  let pipe = Atomic<Int32>(-1)
  let termination = Atomic<Int32>(0)
  let interrupts = Atomic<Int>(0)

  func note(_ number: Int32) {
    let saved = errno
    if number == SIGINT { interrupts.wrappingAdd(1, ordering: .releasing) }
    if number == SIGTERM || number == SIGHUP {
      _ = termination.compareExchange(expected: 0, desired: number, ordering: .acquiringAndReleasing)
    }
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(pipe.load(ordering: .acquiring), &byte, 1)
    errno = saved
  }
}

private let signalState = SignalState()
