import PostgresTesting
import Testing

@testable import AuditLog

@Suite(.enabled(if: PostgresServer.shared != nil, "PostgreSQL is not installed"))
struct ClaimTests {
  // A claimant's lock holds in the whole database, which all tests share.
  private let name = "one \(SessionID())"
  private let otherName = "other \(SessionID())"

  private func makeStore() throws -> AuditStore {
    let folder = StoreFolder()
    let address = try #require(PostgresServer.shared).makeStore()
    return try AuditStore(at: .postgres(address, key: folder.path + "/audit-key"))
  }

  @Test func eachItemGoesToOneOfFour() async throws {
    let store = try makeStore()
    let runners = try (1...4).map { ("\(name) \($0)", try #require(store.claims())) }
    for (_, claims) in runners { try await claims.enroll(run: "r", loop: "for", count: 200) }
    let taken = try await withThrowingTaskGroup(of: [Int].self) { group in
      for (name, claims) in runners {
        group.addTask {
          var taken: [Int] = []
          while case .item(let item, wasAbandoned: false) = try await claims.claim(
            run: "r", loop: "for", claimant: name)
          {
            taken.append(item)
            try await claims.finish(
              run: "r", loop: "for", item: item, claimant: name, outcome: "done", result: ["item": .int(Int64(item))])
          }
          return taken
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.sorted() == Array(0..<200))
    let outcomes = try await runners[0].1.outcomes(run: "r", loop: "for")
    #expect(outcomes.map(\.item) == Array(0..<200))
    #expect(outcomes[7].outcome == "done")
    #expect(outcomes[7].result == ["item": 7])
    #expect(try await runners[0].1.claim(run: "r", loop: "for", claimant: runners[0].0) == .done)
    for (_, claims) in runners { await claims.close() }
  }

  @Test func aDeadClaimantsItemIsHandedOnWithItsFlag() async throws {
    let store = try makeStore()
    let (one, other) = (try #require(store.claims()), try #require(store.claims()))
    try await one.enroll(run: "r", loop: "for", count: 2)
    #expect(try await one.claim(run: "r", loop: "for", claimant: name) == .item(0, wasAbandoned: false))
    #expect(try await other.claim(run: "r", loop: "for", claimant: otherName) == .item(1, wasAbandoned: false))
    #expect(try await other.claim(run: "r", loop: "for", claimant: otherName) == .wait)
    #expect(try await one.claim(run: "r", loop: "for", claimant: name) == .wait)
    await one.close()
    #expect(try await handedOn(other) == .item(0, wasAbandoned: true))
    await #expect(throws: ItemClaimError.lost(item: 0)) {
      try await one.finish(run: "r", loop: "for", item: 0, claimant: name, outcome: "done", result: nil)
    }
    for item in [0, 1] {
      try await other.finish(run: "r", loop: "for", item: item, claimant: otherName, outcome: "done", result: nil)
    }
    #expect(try await other.claim(run: "r", loop: "for", claimant: otherName) == .done)
    await other.close()
  }

  // The server takes a moment to see that a connection has ended.
  private func handedOn(_ claims: any ItemClaims) async throws -> ItemClaim {
    for _ in 0..<1000 {
      let claim = try await claims.claim(run: "r", loop: "for", claimant: otherName)
      if claim != .wait { return claim }
    }
    return .wait
  }

  @Test func whatAClaimantHeldInAFormerLifeIsAbandoned() async throws {
    let store = try makeStore()
    let former = try #require(store.claims())
    try await former.enroll(run: "r", loop: "for", count: 1)
    #expect(try await former.claim(run: "r", loop: "for", claimant: name) == .item(0, wasAbandoned: false))
    await former.close()
    let latter = try #require(store.claims())
    #expect(try await latter.claim(run: "r", loop: "for", claimant: name) == .item(0, wasAbandoned: true))
    #expect(try await latter.claim(run: "r", loop: "for", claimant: name) == .wait)
    await latter.close()
  }

  @Test func anItemGivenBackIsFreshForTheNext() async throws {
    let store = try makeStore()
    let claims = try #require(store.claims())
    try await claims.enroll(run: "r", loop: "for", count: 1)
    #expect(try await claims.claim(run: "r", loop: "for", claimant: name) == .item(0, wasAbandoned: false))
    try await claims.release(run: "r", loop: "for", item: 0, claimant: name)
    #expect(try await claims.claim(run: "r", loop: "for", claimant: name) == .item(0, wasAbandoned: false))
    await #expect(throws: ItemClaimError.countDiffers(loop: "for", found: 2, wanted: 1)) {
      try await claims.enroll(run: "r", loop: "for", count: 2)
      try await claims.enroll(run: "r", loop: "for", count: 1)
    }
    await claims.close()
  }

  @Test func ofTheFirstItemsNoneBehindThemIsHandedOut() async throws {
    let store = try makeStore()
    let claims = try #require(store.claims())
    try await claims.enroll(run: "r", loop: "for", count: 3)
    let claim = { try await claims.claim(run: "r", loop: "for", below: 1, claimant: name) }
    #expect(try await claim() == .item(0, wasAbandoned: false))
    #expect(try await claim() == .wait)
    try await claims.finish(run: "r", loop: "for", item: 0, claimant: name, outcome: "done", result: nil)
    #expect(try await claim() == .done)
    #expect(try await claims.claim(run: "r", loop: "for", claimant: name) == .item(1, wasAbandoned: false))
    await claims.close()
  }

  @Test func whoReopensAnItemTakesItAlone() async throws {
    let store = try makeStore()
    let (one, other) = (try #require(store.claims()), try #require(store.claims()))
    try await one.enroll(run: "r", loop: "for", count: 1)
    #expect(try await other.claim(run: "r", loop: "for", claimant: otherName) == .item(0, wasAbandoned: false))
    try await other.finish(run: "r", loop: "for", item: 0, claimant: otherName, outcome: "in-doubt", result: nil)
    try await one.reopen(run: "r", loop: "for", items: [0], claimant: name)
    #expect(try await other.claim(run: "r", loop: "for", claimant: otherName) == .wait)
    #expect(try await one.claim(run: "r", loop: "for", claimant: name) == .item(0, wasAbandoned: true))
    for claims in [one, other] { await claims.close() }
  }

  @Test func aClaimantThatLostItsItemIsToldBeforeItGoesOn() async throws {
    let store = try makeStore()
    let (one, other) = (try #require(store.claims()), try #require(store.claims()))
    try await one.enroll(run: "r", loop: "for", count: 2)
    for item in [0, 1] {
      #expect(try await one.claim(run: "r", loop: "for", claimant: name) == .item(item, wasAbandoned: false))
    }
    await one.close()
    #expect(try await handedOn(other) == .item(0, wasAbandoned: true))
    try await one.hold(run: "r", loop: "for", item: 1, claimant: name)
    await #expect(throws: ItemClaimError.lost(item: 0)) {
      try await one.hold(run: "r", loop: "for", item: 0, claimant: name)
    }
    for claims in [one, other] { await claims.close() }
  }

  @Test func aRunIsLedByOneAtATime() async throws {
    let store = try makeStore()
    let session = SessionID()
    let (first, second) = (try #require(store.lead(of: session)), try #require(store.lead(of: session)))
    #expect(try await first.isTaken() == false)
    #expect(try await first.take())
    #expect(try await first.take())
    #expect(try await second.take() == false)
    #expect(try await second.isTaken())
    await first.close()
    while try await second.take() == false { await Task.yield() }
    #expect(try await first.take() == false)
    for lead in [first, second] { await lead.close() }
  }

  @Test func aFileHasNoClaimsAndNoLead() throws {
    let store = try StoreFolder().open()
    #expect(store.claims() == nil)
    #expect(store.lead(of: SessionID()) == nil)
  }
}
