import Dispatch
import Glibc
import Synchronization
import Testing

@testable import LineEditor

/// A process has one stream of signals, so those who read it take turns.
@Suite(.serialized) enum SignalReaders {}

extension SignalReaders {
  @Suite(.serialized) struct SignalsTests {
    @Test func interruptsAreCountedWhileACommandRuns() {
      let seen = Mutex<[Int]>([])
      let arrived = DispatchSemaphore(value: 0)
      let result = Signals.shared.whileRunning(
        onSignal: { signal, count in
          if signal == .interrupt { seen.withLock { $0.append(count) } }
          arrived.signal()
        },
        {
          for _ in 1...2 {
            // To the process: the pool thread that runs a test blocks signals sent to itself.
            kill(getpid(), SIGINT)
            #expect(arrived.wait(timeout: .now() + 10) == .success)
          }
          return "done"
        })
      #expect(result == "done")
      #expect(seen.withLock { $0 } == [1, 2])
    }

    @Test func aCommandWithoutSignalsEndsAtOnce() async {
      let value = await Signals.shared.whileRunning(
        onSignal: { _, _ in Issue.record("no signal was sent") }, { () async in 7 })
      #expect(value == 7)
    }

    @Test func theSignalsHaveTheirNumbers() {
      #expect(Signal.allCases.map(\.number) == [SIGINT, SIGTERM, SIGHUP, SIGWINCH])
      #expect(Signal(number: SIGTERM)?.asksToLeave == true)
      #expect(Signal(number: SIGUSR1) == nil)
    }
  }
}
