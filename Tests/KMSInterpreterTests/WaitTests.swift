import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct WaitTests {
  private let time = FakeTime()

  private func run(_ text: String, host: FakeHost = FakeHost()) async throws -> Ran {
    try await KMSInterpreterTests.run(text, host: host, commands: Counting().table, time: time)
  }

  @Test func itAsksUntilTheConditionHolds() async throws {
    let ran = try await run("wait until (next) >= 3 every=10s\nprint \"there\"")
    #expect(ran.printed == ["there"])
    #expect(ran.keys("next") == ["1", "2", "3"])
    #expect(time.pauses == [.seconds(10), .seconds(10)])
    #expect(ran.host.seen.notes == ["check ok wait until (next) >= 3"])
  }

  @Test func itGivesUpAfterFiveMinutesAndSaysWhatItFound() async throws {
    let ran = try await run("wait until (next) >= 1000")
    #expect(ran.errors == ["K0313: after 5m it still does not hold that (next) >= 1000"])
    #expect(ran.outcome.failures.first?.diagnostic.label == "found 151")
    #expect(time.pauses.count == 150)
    #expect(ran.outcome.exitStatus == .failed)
  }

  @Test func theLastPauseIsAsLongAsTheTimeThatIsLeft() async throws {
    let ran = try await run("wait until (next) == 9 timeout=5s every=3s")
    #expect(time.pauses == [.seconds(3), .seconds(2)])
    #expect(ran.count("next") == 3)
  }

  @Test func anItemThatIsTriedAgainAsksAnew() async throws {
    let ran = try await run("for $x in [1] retry=1 { create aes; wait until (next) == 4 timeout=2s every=1s; print 1 }")
    #expect(ran.errors == [])
    #expect((ran.count("create"), ran.count("next")) == (1, 4))
  }

  @Test func aConditionThatFailsEndsTheWaiting() async throws {
    let ran = try await run("wait until refuse == 1")
    #expect(ran.diagnostics.count == 1)
    #expect(try await run("wait until (refuse) == 1").errors == ["K0401: the server refused it"])
    #expect(time.pauses == [])
  }

  @Test func itCanBeCancelled() async throws {
    let flaky = Flaky()
    let task = Task {
      try await KMSInterpreterTests.run("wait until false every=1h timeout=1d", time: flaky.time)
    }
    task.cancel()
    #expect(try await task.value.outcome.exitStatus == .interrupted)
  }

  @Test(arguments: [
    ("wait until 1", "K0204 a condition is true or false, found a number at `1`"),
    ("wait until true timeout=5", "K0204 'timeout' takes a duration, such as 30s at `5`"),
    ("wait until true every=\"1s\"", "K0204 'every' takes a duration, such as 30s at `\"1s\"`"),
  ])
  func itIsChecked(script: String, finding: String) throws { #expect(try findings(script) == [finding]) }
}

/// `next` gives 1, 2, 3, …
private final class Counting: Sendable {
  private let flaky = Flaky()

  var table: CommandTable {
    let count = Counter()
    return CommandTable(
      flaky.table.all + [Command("next", "counts", effect: .read, returns: .int) { _ in .int(count.next()) }])
  }
}
