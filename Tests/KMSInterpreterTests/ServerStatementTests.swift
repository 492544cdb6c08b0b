import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct ServerStatementTests {
  @Test func theBlockRunsUnderAnotherProfile() async throws {
    let ran = try await run(
      """
      def f() { create aes name="f"; return 1 }
      create aes name="mine"
      as profile=auditor {
        create aes name="theirs"
        as profile="an other" { for $x in [1, 2] { create aes name="inner" } }
        let $y = f()
      }
      create aes name="mine again"
      """)
    #expect(ran.errors == [])
    #expect(ran.host.seen.sites.map(\.profile) == [nil, "auditor", "an other", "an other", "auditor", nil])
    #expect(ran.host.seen.notes.contains("local ok as profile=\"auditor\""))
  }

  @Test func whatIsBoundUnderAProfileStaysThere() throws {
    #expect(try findings("as profile=x { let $y = 1 }\nprint $y") == ["K0206 $y is not bound at `$y`"])
  }

  @Test func anUnknownProfileIsFoundBeforeTheRun() throws {
    let host = FakeHost(profiles: ["audit", "prod"])
    #expect(
      try findings("as profile=prdo { ping }", host: host).first
        == "K0205 there is no profile 'prdo' at `prdo`; did you mean 'prod'?")
    #expect(try findings("as profile=prod { find }", host: host) == [])
    #expect(try findings("as profile=anyone { find }") == [])
  }

  @Test func whatIsRequiredIsCheckedBeforeAnythingElse() async throws {
    let ran = try await run("create aes\nprint 1\nrequire server>=\"2.1\" operations=[create]")
    #expect(ran.errors == [])
    #expect(ran.host.seen.requirements == ["1 server>=\"2.1\"", "2 operations=[create]"])
    #expect(ran.host.seen.notes.first == "check ok require server>=\"2.1\"")
    #expect(ran.keys("create") == ["3"])
  }

  @Test(arguments: [
    ("server>=\"2.2\"", "the server speaks KMIP 2.1, and the script requires >= 2.2"),
    ("server<\"2\"", "the server speaks KMIP 2.1, and the script requires < 2"),
    ("operations=[create, re_key, destroy]", "the server does not offer re_key, destroy"),
  ])
  func whatTheServerLacksStopsTheScript(requirement: String, message: String) async throws {
    let ran = try await run("create aes\nrequire \(requirement)\nstep \"s\" always { print 1 }")
    #expect(ran.errors == ["K0314: \(message)"])
    #expect(ran.host.seen.ran == [])
    #expect(ran.outcome.exitStatus == .failed)
    #expect(ran.host.seen.notes == ["check failed require \(requirement) # \(message)"])
  }

  @Test func anOperationThatIsNoneIsFoundBeforeTheRun() throws {
    let commands = CommandTable([], operations: ["create", "re-key-key-pair"])
    let result = Checker(commands: commands, host: FakeHost()).check(
      try parse("require operations=[craete, rekey_key_pair]"))
    #expect(result.diagnostics.map(\.message) == ["there is no operation 'craete'"])
    #expect(result.diagnostics.first?.hint == "did you mean 'create'?")
  }

  @Test func itStandsAtTheTop() throws {
    #expect(
      try findings("if true { require server>=\"1\" }") == [
        "K0211 'require' stands at the top of a file at `require server>=\"1\"`"
      ])
  }

  @Test(arguments: [("2", "2.0", 0), ("2.1", "2.0.9", 1), ("1.4", "2", -1), ("10", "9", 1)])
  func versionsHaveAnOrder(left: String, right: String, order: Int) throws {
    let (left, right) = (try #require(Version(left)), try #require(Version(right)))
    #expect((left < right ? -1 : left == right ? 0 : 1) == order)
  }

  @Test(arguments: ["", ".", "2.", "a", "-1", "2.x", "99999999999999999999", "٢"])
  func aVersionIsNumbersWithDots(text: String) { #expect(Version(text) == nil) }
}
