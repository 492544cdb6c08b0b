import KMIPClient
import Synchronization

/// A clock that stands still, pauses that take no time and are noted, and a deadline that never comes.
final class FakeTiming: Sendable {
  private let noted = Mutex<[Duration]>([])

  var pauses: [Duration] { noted.withLock { $0 } }

  func timing(chance: Double = 0) -> Timing {
    let start = ContinuousClock.now
    var timing = Timing()
    timing.now = { start }
    timing.chance = { chance }
    timing.pause = { duration in self.noted.withLock { $0.append(duration) } }
    timing.expire = { _ in
      let (never, end) = AsyncStream.makeStream(of: Never.self)
      for await _ in never {}
      withExtendedLifetime(end) {}
      throw CancellationError()
    }
    return timing
  }
}
