import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct TimeoutTests {
  private func run(_ text: String, in scope: Scope? = nil) async throws -> Ran {
    let flaky = Flaky()
    return try await KMSInterpreterTests.run(text, commands: flaky.table, prompt: scope, time: flaky.time)
  }

  @Test func anItemWhoseTimeIsUpIsCancelledAndTheOthersGoOn() async throws {
    let scope = Scope()
    let ran = try await run(
      "let $t = for $x in [1, 2] budget=1 timeout=30s { if $x == 1 { hang }; yield $x }\nprint 3", in: scope)
    #expect(ran.printed == ["3"])
    #expect(column("outcome", of: "t", in: scope) == ["failed", "done"])
    guard case .table(let table)? = scope["t"], case .error(let error)? = table.rows[0]["error"] else { return }
    #expect(error.message == "the item took longer than 30s")
    #expect(error.code == "K0313")
  }

  @Test func anItemThatKeepsItsTimeIsLeftAlone() async throws {
    let ran = try await run(
      "for $x in [1, 2] timeout=30s { print $x }\nstep \"s\" timeout=1m { let $y = 3 }\nprint $y")
    #expect(ran.errors == [])
    #expect(ran.printed == ["1", "2", "3"])
  }

  @Test func aWriteThatWasCutOffIsInDoubt() async throws {
    let ran = try await run("for $x in [1] timeout=5s { hang-in-doubt }")
    #expect(ran.outcome.exitStatus == .inDoubt)
  }

  @Test func aStepWhoseTimeIsUpStopsTheScriptButForWhatRunsAlways() async throws {
    let ran = try await run(
      """
      step "slow" timeout=90s { let $before = 1; hang; print "not this" }
      print "nor this"
      step "tidy" always { print $before }
      """)
    #expect(ran.errors == ["K0313: the step took longer than 90s"])
    #expect(ran.printed == ["1"])
    #expect(ran.outcome.exitStatus == .failed)
    #expect(ran.host.seen.notes.contains("local failed end of step \"slow\""))
  }

  @Test func anItemWhoseTimeIsUpMayBeTriedAgain() async throws {
    let ran = try await run("for $x in [1] timeout=5s retry=1 { create aes; hang }")
    #expect((ran.count("create"), ran.count("hang")) == (1, 2))
    #expect(ran.errors == ["K0313: the item took longer than 5s"])
  }
}
