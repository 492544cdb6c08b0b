import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct BudgetTests {
  /// How a loop over ten numbers ends, of which some fail.
  private func ends(_ options: String, failing: [Int], doubtful: [Int] = []) async throws -> (Ran, [String]) {
    let scope = Scope()
    let ran = try await run(
      """
      let $t = for $x in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] \(options) {
        if $x in \(failing) { refuse }
        if $x in \(doubtful) { doubt }
        yield $x
      }
      print "went on"
      """, prompt: scope)
    return (ran, column("outcome", of: "t", in: scope))
  }

  private func outcomes(_ done: Int, _ rest: String...) -> [String] {
    let begun = Array(repeating: "done", count: done) + rest
    return begun + Array(repeating: "not-started", count: 10 - begun.count)
  }

  @Test func withoutABudgetTheFirstFailureStopsWithItsOwnStatus() async throws {
    let (ran, table) = try await ends("", failing: [3, 5])
    #expect(table == outcomes(2, "failed"))
    #expect(ran.outcome.exitStatus == .failed)
    #expect(ran.outcome.failures.first?.diagnostic.notes == ["item 3 of 10: 2 done, 1 failed, 7 not started"])
  }

  @Test func failuresWithinTheBudgetLetTheScriptGoOn() async throws {
    let (ran, table) = try await ends("budget=2", failing: [3, 10])
    #expect(table == outcomes(2, "failed", "done", "done", "done", "done", "done", "done", "failed"))
    #expect(ran.printed == ["went on"])
    #expect(ran.outcome.exitStatus == .ok)
  }

  @Test func theFirstFailureBeyondTheBudgetStopsTheLaunching() async throws {
    let (ran, table) = try await ends("budget=1", failing: [2, 4])
    #expect(table == outcomes(1, "failed", "done", "failed"))
    #expect(ran.printed == [])
    #expect(ran.outcome.exitStatus == .budgetExceeded)
    #expect(
      ran.outcome.failures.first?.diagnostic.notes == [
        "item 2 of 10: 2 done, 2 failed, 6 not started", "more items failed than the budget of 1 allows",
      ])
  }

  @Test(arguments: [("budget=9%", 0), ("budget=10%", 1), ("budget=19%", 1), ("budget=29%", 2), ("budget=100%", 10)])
  func aPercentageOfTheListIsRoundedDown(option: String, allowed: Int) async throws {
    let (within, _) = try await ends(option, failing: Array(1...10).suffix(allowed))
    #expect(within.outcome.exitStatus == .ok)
    guard allowed < 10 else { return }
    let (beyond, _) = try await ends(option, failing: Array(1...10).suffix(allowed + 1))
    #expect(beyond.outcome.exitStatus == .budgetExceeded)
  }

  @Test func anItemInDoubtCountsAgainstTheBudgetAndTheRunEndsInDoubt() async throws {
    let (within, table) = try await ends("budget=1", failing: [], doubtful: [2])
    #expect(table == outcomes(1, "in-doubt", "done", "done", "done", "done", "done", "done", "done", "done"))
    #expect(within.printed == ["went on"])
    #expect(within.outcome.exitStatus == .inDoubt)
    let (beyond, stopped) = try await ends("budget=1", failing: [3], doubtful: [2])
    #expect(stopped == outcomes(1, "in-doubt", "failed"))
    #expect(beyond.printed == [])
    #expect(beyond.outcome.exitStatus == .inDoubt)
  }

  @Test func anUncleanStageOfTheCanaryStopsTheLoopWhateverTheBudget() async throws {
    let (ran, table) = try await ends("canary=[1, 3] budget=5 parallel=8", failing: [3])
    #expect(table == ["done", "done", "failed", "done"] + Array(repeating: "not-started", count: 6))
    #expect(ran.outcome.exitStatus == .budgetExceeded)
    #expect(ran.outcome.failures.first?.diagnostic.notes.last == "a stage of the canary was not clean")
  }

  @Test func withoutABudgetAnUncleanStageHasTheStatusOfItsFailure() async throws {
    let (ran, table) = try await ends("canary=[2] parallel=8", failing: [1])
    #expect(table == ["failed", "done"] + Array(repeating: "not-started", count: 8))
    #expect(ran.outcome.exitStatus == .failed)
  }

  @Test func cleanStagesLetTheRestRun() async throws {
    let (ran, table) = try await ends("canary=[1, 3] budget=1 parallel=8", failing: [5])
    #expect(table == outcomes(4, "failed", "done", "done", "done", "done", "done"))
    #expect(ran.outcome.exitStatus == .ok)
  }

  @Test func oneStageNeedsNoBrackets() async throws {
    let (_, table) = try await ends("canary=3 parallel=8", failing: [1])
    #expect(table == ["failed", "done", "done"] + Array(repeating: "not-started", count: 7))
  }

  @Test func aStageWaitsForTheOneBeforeIt() async throws {
    let gate = Gate()
    async let ran = run(
      "for $x in [\"a\", \"b\", \"c\", \"d\"] canary=[1, 2] parallel=8 { hold $x }", commands: Gate.commands(gate))
    #expect(await gate.arrived(1) == ["a"])
    await gate.open("a")
    #expect(await gate.arrived(3).sorted() == ["a", "b", "c"])
    await gate.open("b")
    await gate.open("c")
    #expect(await gate.arrived(4).last == "d")
    await gate.open("d")
    #expect(try await ran.outcome.exitStatus == .ok)
  }

  @Test(arguments: [
    ("canary=[0]", "'canary' takes a list of numbers, such as [1, 10], found a list of 1"),
    ("budget=101%", "'budget' takes a number of items or a percentage, such as 5 or 1%, found 101%"),
    ("budget=$n", "'budget' takes a number of items or a percentage, such as 5 or 1%, found -1"),
    ("retry=101", "'retry' takes a number from 0 to 100, found 101"),
    ("timeout=0s", "'timeout' takes a duration, such as 30s, found 0s"),
  ])
  func optionsHaveLimits(option: String, message: String) async throws {
    let ran = try await run("let $n = 0 - 1\nfor $x in [1] \(option) { print $x }")
    #expect(ran.errors == ["K0308: \(message)"])
    #expect(ran.printed == [])
  }

  @Test(arguments: ["canary=1%", "budget=5s", "retry=1%", "timeout=5", "parallel=\"2\""])
  func optionsHaveTypes(option: String) throws {
    let found = try findings("for $x in [1] \(option) { }")
    #expect(found.count == 1 && found[0].hasPrefix("K0204"), "\(found)")
  }
}
