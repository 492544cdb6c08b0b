import KMIPClient
import Synchronization
import Testing

struct TurnstileTests {
  @Test func letsInNoMoreThanItHasPlaces() async throws {
    let turnstile = Turnstile(places: 3)
    let room = Room()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...50 {
        group.addTask {
          try await turnstile.enter()
          defer { turnstile.leave() }
          room.enter()
          await Task.yield()
          room.leave()
        }
      }
      try await group.waitForAll()
    }
    #expect((1...3).contains(room.most))
  }

  @Test func cancelledWaiterGivesUpItsTurn() async throws {
    let turnstile = Turnstile(places: 1)
    try await turnstile.enter()
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { (try? await turnstile.enter()) == nil }
      group.cancelAll()
      #expect(await group.next() == true)
    }
    turnstile.leave()
    try await turnstile.enter()
  }
}

private final class Room: Sendable {
  private let count = Mutex((now: 0, most: 0))

  var most: Int { count.withLock { $0.most } }

  func enter() {
    count.withLock { count in
      count.now += 1
      count.most = max(count.most, count.now)
    }
  }

  func leave() { count.withLock { $0.now -= 1 } }
}
