import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

/// What several runners of one loop take from, one item each.
private final class Pool: Sendable {
  private struct State {
    var next = 0
    var finished: [Int: (runner: Int, record: ItemRecord)] = [:]
    var taken: [Int: Int] = [:]
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var runners: [Int] { state.withLock { $0.finished.sorted { $0.key < $1.key }.map(\.value.runner) } }

  func claim(for runner: Int, below limit: Int) -> Int? {
    state.withLock { state in
      guard state.next < limit else { return nil }
      defer { state.next += 1 }
      state.taken[state.next] = runner
      return state.next
    }
  }

  func finish(_ item: ItemRecord, by runner: Int) {
    let waiting = state.withLock { state in
      state.finished[item.index] = (runner, item)
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }

  func others(than runner: Int, below limit: Int) async -> [ItemRecord] {
    while true {
      let records: [ItemRecord]? = state.withLock { state in
        let open = state.taken.filter { $0.key < limit && state.finished[$0.key] == nil }
        return open.isEmpty
          ? state.finished.values.filter { $0.runner != runner && $0.record.index < limit }.map(\.record) : nil
      }
      if let records { return records }
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          let isOver = !state.taken.contains { $0.key < limit && state.finished[$0.key] == nil }
          if !isOver { state.waiting.append(continuation) }
          return isOver
        }
        if isOver { continuation.resume() }
      }
    }
  }
}

private struct PoolShare: LoopShare {
  let pool: Pool
  let runner: Int

  func claim(below limit: Int) async throws -> Int? { pool.claim(for: runner, below: limit) }
  func finish(_ item: ItemRecord) async throws { pool.finish(item, by: runner) }
  func news() async throws -> [ItemRecord] { [] }
  func isAwaited(below limit: Int) async throws -> Bool { false }
  func others(below limit: Int) async throws -> [ItemRecord] { await pool.others(than: runner, below: limit) }
}

@Suite struct ShareTests {
  private let pool = Pool()

  private func run(_ runner: Int, _ options: String, _ body: String, _ scope: Scope) async throws -> Ran {
    let host = FakeHost(share: PoolShare(pool: pool, runner: runner))
    return try await KMSInterpreterTests.run(
      "let $t = for $x in [1, 2, 3, 4, 5, 6, 7, 8] \(options) { \(body) }", host: host, prompt: scope)
  }

  private func both(_ options: String, _ body: String) async throws -> (ran: [Ran], tables: [[String]]) {
    let scopes = [Scope(), Scope()]
    async let first = run(1, options, body, scopes[0])
    async let second = run(2, options, body, scopes[1])
    return try await ([first, second], scopes.map { column("outcome", of: "t", in: $0) })
  }

  @Test func eachItemIsRunByOneAndBothHaveTheWholeTable() async throws {
    let (ran, tables) = try await both("parallel=2", "create aes name=\"{$x}\"; yield $x")
    #expect(ran.flatMap(\.errors) == [])
    #expect(ran.map { $0.count("create") }.reduce(0, +) == 8)
    #expect(Set(ran.flatMap(\.host.seen.ran)).count == 8)
    #expect(tables == [Array(repeating: "done", count: 8), Array(repeating: "done", count: 8)])
  }

  @Test func anUncleanStageOfTheCanaryStopsBoth() async throws {
    let (ran, tables) = try await both(
      "canary=[3] parallel=2", "if $x == 2 { refuse }; create aes name=\"{$x}\"")
    #expect(ran.map(\.outcome.exitStatus) == [.failed, .failed])
    #expect(tables.allSatisfy { $0.suffix(5).allSatisfy { $0 == "not-started" } }, "\(tables)")
    #expect(ran.map { $0.count("create") }.reduce(0, +) <= 2)
  }

  @Test func aDoubtOfOneIsADoubtOfBoth() async throws {
    let (ran, _) = try await both("budget=1 parallel=1", "if $x == 2 { doubt }")
    #expect(ran.map(\.outcome.exitStatus) == [.inDoubt, .inDoubt])
  }
}
