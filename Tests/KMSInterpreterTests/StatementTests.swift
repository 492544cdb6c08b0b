import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct StatementTests {
  @Test(arguments: [
    ("let $x = 2\nif $x == 1 { print \"one\" } else if $x == 2 { print \"two\" } else { print \"more\" }", ["two"]),
    ("step \"a\" { let $x = 1 }\nstep \"b\" { print $x }", ["1"]),
    ("def twice(n: int, by: int = 2) { return $n * $by }\nprint twice(4) twice(4, by=3)", ["8 12"]),
    ("let $outer = 1\ndef f() { return $outer }\nprint f()", ["1"]),
    ("for $x in [1, 2, 3] { print $x }", ["1", "2", "3"]),
    (
      "let $t = for $x in [1, 2] { if $x == 1 { skip \"no\" }; yield {double: $x * 2} }\nprint $t.outcome $t.double",
      ["skipped, done none, 4"]
    ),
    ("try { refuse } else $e { print $e.reason $e.applied }", ["item-not-found no"]),
    ("try { print \"a\" } else { print \"b\" }", ["a"]),
    ("assert fails(item_not_found) { refuse }\nprint \"ok\"", ["ok"]),
    ("assert fails(any) { refuse }", []),
    ("confirm \"sure about {1 + 1}\"\nprint \"yes\"", ["yes"]),
    ("1 + 1\nif true { 3 }\nfor $x in [1] { 4 }\nlet $y = 5", ["= 2", "= 3"]),
    ("create aes name=\"k\"", ["= id-k"]),
    ("secret", ["= secret(6 bytes)"]),
    ("let $k = create rsa name=\"k\"\nprint ($k.algorithm == rsa) $k.name ($k.x-mine ?? \"-\")", ["true k -"]),
  ])
  func prints(script: String, lines: [String]) async throws {
    let ran = try await run(script)
    #expect(ran.printed == lines)
    #expect(ran.errors == [])
  }

  @Test(arguments: [
    ("assert 1 == 2 \"numbers differ\"", "K0301: numbers differ", KMSInterpreter.ExitStatus.failed),
    ("assert 1 == 2", "K0301: it does not hold that 1 == 2", .failed),
    ("check 1 == 2 \"c\"", "K0302: c", .failed),
    ("fail \"no {1}\"", "K0303: no 1", .failed),
    ("refuse", "K0401: the server refused it", .failed),
    ("doubt", "K0509: no answer came", .inDoubt),
    ("unplugged", "K0502: nobody listens", .unreachable),
    ("try { doubt } else { print \"caught\" }", "K0509: no answer came", .inDoubt),
    ("try { assert false \"a\" } else { print \"caught\" }", "K0301: a", .failed),
    (
      "assert fails(permission_denied) { refuse }",
      "K0301: permission-denied was expected, and it was refused with item-not-found", .failed
    ),
    ("assert fails(any) { print 1 }", "K0301: a refusal was expected, and it succeeded", .failed),
    ("assert fails(any) { unplugged }", "K0502: nobody listens", .unreachable),
  ])
  func failures(script: String, error: String, status: KMSInterpreter.ExitStatus) async throws {
    let ran = try await run(script)
    #expect(ran.errors == [error])
    #expect(ran.outcome.exitStatus == status)
    #expect(!ran.printed.contains("caught"))
  }

  @Test func aFailedCheckLetsTheScriptGoOn() async throws {
    let ran = try await run("check false \"first\"\nprint \"on\"")
    #expect(ran.printed == ["on"])
    #expect(ran.outcome.exitStatus == .failed)
  }

  @Test func aFailedStatementStopsTheScriptButForStepsThatRunAlways() async throws {
    let ran = try await run(
      """
      step "a" { print 1; fail "boom"; print 2 }
      print 3
      step "b" { print 4 }
      step "c" always { print 5 }
      step "d" always { fail "again" }
      """)
    #expect(ran.printed == ["1", "5"])
    #expect(ran.errors == ["K0303: boom", "K0303: again"])
  }

  @Test func aLoopThatFailsIsBoundForTheStepsThatRunAlways() async throws {
    let ran = try await run(
      """
      step "work" { let $done = for $x in [1, 2, 3] { if $x == 2 { fail "two" }; yield $x } }
      step "report" always { print $done.outcome }
      """)
    #expect(ran.printed == ["done, failed, not-started"])
    #expect(ran.outcome.failures.first?.diagnostic.notes == ["item 2 of 3: 1 done, 1 failed, 1 not started"])
  }

  @Test func anUnboundNameInAStepThatRunsAlwaysIsAnError() async throws {
    let ran = try await run("step \"a\" { fail \"x\"; let $y = 1 }\nstep \"b\" always { print $y }")
    #expect(ran.errors == ["K0303: x", "K0206: $y has no value: the statement that binds it did not run"])
  }

  @Test func nobodyToConfirm() async throws {
    let ran = try await run("confirm \"go\"", host: FakeHost(answer: nil))
    #expect(ran.errors == ["K0310: nobody can confirm \"go\""])
    #expect(ran.outcome.exitStatus == .denied)
    let refused = try await run("confirm \"go\"\nprint 1", host: FakeHost(answer: false))
    #expect(refused.errors == ["K0310: not confirmed: go"])
    #expect(refused.printed == [])
  }

  @Test func statementsAreOnRecord() async throws {
    let ran = try await run(
      """
      let $x = "a{1}"
      let $s = secret
      let $r = [$s]
      assert $x == "a1"
      check false "why"
      if true { }
      create aes length=128 tags=["t"]
      seal data="plain"
      """)
    #expect(
      ran.host.seen.notes == [
        "local ok let $x = \"a1\"", "local ok let $r = [secret(6 bytes, fp=fp-6)]", "check ok assert $x == \"a1\"",
        "check failed check false # why", "local ok if true # true",
      ])
    #expect(ran.host.seen.ran == ["secret", "create algorithm=aes length=128 tags=[\"t\"]", "seal data=text(5 bytes)"])
  }

  @Test func sitesNameStepAndItem() async throws {
    let ran = try await run("step \"s\" { for $x in [1, 2] { for $y in [1] { touch k } } }")
    #expect(ran.host.seen.sites.map(\.items) == [["1", "1"], ["2", "1"]])
    #expect(ran.host.seen.sites.map(\.step) == ["s", "s"])
  }
}
