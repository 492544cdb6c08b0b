import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

@Suite struct TakingUpTests {
  private static func record(_ index: Int, _ end: ItemRecord.End) -> ItemRecord {
    ItemRecord(loop: "1", index: index, label: "", end: end, took: 5)
  }

  private static let refused = Failure(.refused, Diagnostic(.itemNotFound, "gone"))
  private static let doubtful = Failure(.inDoubt, Diagnostic(.inDoubt, "no answer came"))

  private let script = "let $t = for $x in [1, 2, 3, 4] budget=2 { create aes name=\"{$x}\"; yield $x * 10 }\nprint 5"

  @Test func itemsOnRecordAreNotRunAgainAndTheTableIsAsIfTheyHadBeen() async throws {
    let scope = Scope()
    let host = FakeHost(records: [
      "1/1": Self.record(0, .done(.int(10))), "1/2": Self.record(1, .skipped("no")),
      "1/3": Self.record(2, .failed(Self.refused)),
    ])
    let ran = try await run(script, host: host, prompt: scope)
    #expect(ran.host.seen.ran == ["create algorithm=aes name=\"4\"", "print values=[5]"])
    #expect(column("outcome", of: "t", in: scope) == ["done", "skipped", "failed", "done"])
    #expect(column("value", of: "t", in: scope) == ["10", "none", "none", "40"])
    #expect(column("took", of: "t", in: scope) == ["5ms", "5ms", "5ms", "0s"])
    #expect(ran.outcome.exitStatus == .ok)
  }

  @Test func whatIsOnRecordAsInDoubtStaysInDoubt() async throws {
    let ran = try await run(script, host: FakeHost(records: ["1/2": Self.record(1, .failed(Self.doubtful))]))
    #expect(ran.printed == ["5"])
    #expect(ran.outcome.exitStatus == .inDoubt)
  }

  @Test func whatItsChecksFoundIsOnRecordToo() async throws {
    let inner = "for $x in [1] { for $y in [1, 2] { check $y == 1 \"{$y} is not 1\" } }"
    let first = try await run(inner)
    #expect(first.outcome.exitStatus == .failed)
    let records = first.host.seen.events.compactMap { event -> (String, ItemRecord)? in
      if case .item(let record)? = event.content { (event.site.key, record) } else { nil }
    }
    #expect(records.map(\.0) == ["1/1/1/1", "1/1/1/2", "1/1"])
    #expect(records.map(\.1.failedChecks) == [[], ["2 is not 1"], ["2 is not 1"]])
    let second = try await run(inner, host: FakeHost(records: Dictionary(uniqueKeysWithValues: records)))
    #expect(second.outcome.failedChecks.map(\.message) == ["2 is not 1"])
    #expect(second.outcome.exitStatus == .failed)
  }

  @Test func whatIsOnRecordCountsAgainstTheBudget() async throws {
    let records = Dictionary(
      uniqueKeysWithValues: (0..<3).map { ("1/\($0 + 1)", Self.record($0, .failed(Self.refused))) })
    let ran = try await run(script, host: FakeHost(records: records))
    #expect(ran.host.seen.ran == [])
    #expect(ran.outcome.exitStatus == .budgetExceeded)
  }

  @Test func anItemInsideOneThatIsTriedAgainIsNotRunAgainEither() async throws {
    let host = FakeHost(records: [
      "1/1/1/1": ItemRecord(loop: "1/1/1", index: 0, label: "7", end: .done(.none), took: 1)
    ])
    let ran = try await run(
      "for $x in [1] retry=1 { for $y in [7, 8] { create aes name=\"{$y}\" }; flaky \"a\" 1 }", host: host,
      commands: Flaky().table)
    #expect(ran.errors == [])
    #expect(ran.count("create") == 1)
  }
}
