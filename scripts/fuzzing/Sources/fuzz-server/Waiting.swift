import Dispatch
import Synchronization

/// The outcome of asynchronous work, for libFuzzer's loop, which is not.
func waiting(_ work: @escaping @Sendable () async -> [UInt8]) -> [UInt8] {
  let outcome = Outcome()
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    let bytes = await work()
    outcome.bytes.withLock { $0 = bytes }
    done.signal()
  }
  done.wait()
  return outcome.bytes.withLock { $0 }
}

private final class Outcome: Sendable { let bytes = Mutex<[UInt8]>([]) }
