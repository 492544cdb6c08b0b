import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import KMIPTransport

@Suite struct RateLimitTests {
  private final class Clock: Sendable {
    let nanoseconds = Mutex<UInt64>(1_000_000_000_000)
    var now: NIODeadline { .uptimeNanoseconds(nanoseconds.withLock { $0 }) }
    func pass(_ milliseconds: UInt64) { nanoseconds.withLock { $0 += milliseconds * 1_000_000 } }
  }

  @Test func anAddressHasItsRequestsAndGetsThemBackInTime() {
    let clock = Clock()
    let limit = RateLimit(perSecond: 2, now: { clock.now })
    #expect(limit.wait(for: "a") == nil)
    #expect(limit.wait(for: "a") == nil)
    #expect(limit.wait(for: "a") == 1)
    #expect(limit.wait(for: "b") == nil)
    clock.pass(500)
    #expect(limit.wait(for: "a") == nil)
    #expect(limit.wait(for: "a") == 1)
    clock.pass(60_000)
    for _ in 0..<2 { #expect(limit.wait(for: "a") == nil) }
    #expect(limit.wait(for: "a") == 1)
  }

  @Test func whoAsksTooOftenIsToldWhenToComeBack() async throws {
    var listener = HTTPListener(anyPort, version: "1")
    listener.rateLimit = 1
    try await withServer(http: listener) { server in
      let url = "http://\(server.http)/version"
      var statuses: [Int] = []
      for _ in 0..<20 { statuses.append(Int(try await send(.get, url).status)) }
      #expect(statuses.first == 200)
      #expect(statuses.contains(429))
    }
  }

  @Test func whomTheDoorTurnsAwayGetsNoMessageThrough() async throws {
    var listener = HTTPListener(anyPort, version: "1")
    listener.door = { visitor in visitor.token.map { _ in WireGuest(name: "alice", mustSayWho: false) } }
    listener.pages = { page in
      WireAnswer(bytes: Array("\(page.path) \(page.guest?.name ?? "nobody")".utf8), contentType: "text/plain")
    }
    try await withServer(http: listener) { server in
      let base = "http://\(server.http)"
      let refused = try await send(.post, base + "/kmip/2_1", body: "{}")
      #expect(refused.status == 401)
      #expect(refused.body == "No authentication provided.")
      #expect(try await send(.post, base + "/access/grant", body: "{}").status == 401)
      #expect(try await send(.get, base + "/access/list/a%20b").body == "/access/list/a b nobody")
      let known = try await send(.get, base + "/me", ["Authorization": "Bearer x"])
      #expect(known.body == "/me alice")
    }
  }
}
