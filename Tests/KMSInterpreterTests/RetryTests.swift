import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct RetryTests {
  private let time = FakeTime()

  private func run(_ text: String, host: FakeHost = FakeHost()) async throws -> Ran {
    try await KMSInterpreterTests.run(text, host: host, commands: Flaky().table, time: time)
  }

  @Test func whatSucceededIsNotDoneAgain() async throws {
    let ran = try await run(
      "for $x in [\"a\"] retry=3 { let $k = create aes name=$x; let $v = flaky $x 2; print $k.name $v }")
    #expect(ran.errors == [])
    #expect(ran.printed == ["a a 3"])
    #expect((ran.count("create"), ran.count("flaky")) == (1, 3))
    #expect(ran.keys("flaky") == ["1/1/2", "1/1~2/2", "1/1~3/2"])
    #expect(ran.keys("print") == ["1/1~3/3"])
    #expect(time.pauses == [.milliseconds(250), .milliseconds(500)])
    #expect(ran.host.seen.sites.map(\.attempt) == [1, 1, 2, 3, 3])
  }

  @Test func attemptsComeToAnEnd() async throws {
    let ran = try await run("for $x in [\"a\"] retry=2 { flaky $x 9 }")
    #expect(ran.count("flaky") == 3)
    #expect(ran.outcome.exitStatus == .failed)
  }

  @Test func aRefusalThatWasCaughtStands() async throws {
    let ran = try await run(
      """
      for $x in ["a"] retry=1 {
        try { refuse } else { create aes name=$x }
        assert fails(any) { refuse }
        flaky $x 1
      }
      """)
    #expect(ran.errors == [])
    #expect((ran.count("refuse"), ran.count("create"), ran.count("flaky")) == (2, 1, 2))
  }

  @Test func aRefusalThatTidyingUpCaughtIsNotTheOneThatFailedTheItem() async throws {
    let ran = try await run(
      """
      for $x in ["a"] retry=1 {
        create aes
        flaky $x 1
        step "tidy" always { try { refuse } else { } }
      }
      """)
    #expect(ran.errors == [])
    #expect((ran.count("create"), ran.count("flaky"), ran.count("refuse")) == (1, 2, 2))
  }

  @Test func itemsOfALoopInsideThatEndedAreNotRunAgain() async throws {
    let ran = try await run(
      """
      for $x in ["a"] retry=1 {
        let $t = for $y in ["p", "q"] parallel=2 { create aes name=$y; yield $y }
        flaky $x 1
        print $t.value
      }
      """)
    #expect(ran.errors == [])
    #expect(ran.printed == ["p, q"])
    #expect(ran.count("create") == 2)
    #expect(
      ran.host.seen.events.map(\.site.key).filter { $0.hasPrefix("1/1~2/1/") }.sorted() == ["1/1~2/1/1", "1/1~2/1/2"])
  }

  @Test func anItemOfALoopInsideGoesOnWhereItFailed() async throws {
    let ran = try await run(
      """
      for $x in ["a"] retry=1 {
        for $y in ["p", "q", "r"] {
          create aes name=$y
          if $y == "q" { flaky $y 1 }
        }
      }
      """)
    #expect(ran.errors == [])
    #expect((ran.count("create"), ran.count("flaky")) == (3, 2))
  }

  @Test func whatFailedWithinTheBudgetOfALoopInsideStands() async throws {
    let ran = try await run(
      """
      for $x in ["a"] retry=1 {
        let $t = for $y in ["p", "q"] budget=2 { flaky $y 1 }
        create aes name="{$t.outcome}"
        flaky $x 1
      }
      """)
    #expect(ran.errors == [])
    #expect((ran.count("create"), ran.count("flaky")) == (1, 4))
  }

  @Test(arguments: ["assert false", "fail \"no\"", "doubt", "let $n = 1 / 0"])
  func onlyWhatMayPassIsTriedAgain(statement: String) async throws {
    let ran = try await run("for $x in [1] retry=3 { print $x; \(statement) }")
    #expect(ran.printed == ["1"])
    #expect(time.pauses == [])
  }

  @Test func whatCannotBeReachedIsTriedAgain() async throws {
    let ran = try await run("for $x in [1] retry=2 { print $x; unplugged }")
    #expect(ran.count("unplugged") == 3)
    #expect(ran.outcome.exitStatus == .unreachable)
  }

  @Test func aFunctionsCallsCountAsTheItems() async throws {
    let ran = try await run(
      "def f(n: text) { create aes name=$n; return (flaky $n 1) }\nfor $x in [\"a\"] retry=1 { print f($x) }")
    #expect(ran.printed == ["a 2"])
    #expect(ran.count("create") == 1)
  }
}
