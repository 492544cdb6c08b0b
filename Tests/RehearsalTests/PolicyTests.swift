import KMSInterpreter
import KMSSyntax
import Rehearsal
import Testing

@Suite struct PolicyTests {
  let server: Server

  init() throws { server = try Server() }

  private func run(_ text: String, _ policy: Policy, _ mode: PolicyGate.Mode = .direct) async throws -> [String] {
    let bench = try Bench(server.client(), gates: [PolicyGate(policy, mode)], now: { server.now })
    let outcome = try await bench.run(Source(name: "test.kms", text: text), now: server.now)
    #expect(outcome.failures.allSatisfy { $0.kind.exitStatus == .denied })
    return outcome.failures.map(\.diagnostic.message)
  }

  private func policy(_ change: (inout Policy) -> Void) -> Policy {
    var policy = Policy()
    change(&policy)
    return policy
  }

  @Test func aReadOnlyProfileOnlyReads() async throws {
    let policy = policy { $0.isReadOnly = true }
    #expect(try await run("find", policy) == [])
    #expect(try await run("create", policy) == ["create is not allowed here: the profile is read-only"])
    #expect(try await server.contents().isEmpty)
  }

  @Test func theFirstRuleThatFitsDecides() async throws {
    try await server.prepare(
      """
      create id=prod-1
      create id=test-1
      """)
    let policy = policy {
      $0.rules = [
        Policy.Rule(allows: true, effect: .destructive, id: "test-*"),
        Policy.Rule(allows: false, effect: .destructive),
        Policy.Rule(allows: false, command: "set", id: "prod-*"),
      ]
    }
    #expect(try await run("revoke test-1", policy) == [])
    #expect(
      try await run("revoke prod-1", policy)
        == ["revoke is not allowed here: a rule of the profile denies it: deny destructive"])
    #expect(
      try await run("set prod-1 name=\"x\"", policy)
        == ["set is not allowed here: a rule of the profile denies it: deny * command=set id=prod-*"])
    #expect(try await run("set test-1 name=\"x\"", policy) == [])
  }

  @Test func whatACommandTakesAlongIsHeldAgainstTheRulesToo() async throws {
    try await server.prepare("create-pair algorithm=ec id=pair")
    let policy = policy { $0.rules = [Policy.Rule(allows: false, effect: .destructive, id: "pair_pk")] }
    #expect(
      try await run("retire pair", policy)
        == ["retire is not allowed here: a rule of the profile denies it: deny destructive id=pair_pk"])
  }

  @Test func aRunDestroysAtMostSoMany() async throws {
    try await server.prepare("for $n in [1, 2, 3] { create id=\"k{$n}\" activate=false }")
    let policy = policy { $0.maxDestroys = 2 }
    #expect(
      try await run("destroy k1 k2 k3", policy)
        == ["destroy is not allowed here: the profile has max-destroys = 2, and as many are destroyed"])
    try await server.prepare("assert (show k3).state == pre-active and (show k2).state == destroyed")
  }

  @Test func exportMayBeForbidden() async throws {
    try await server.prepare("create id=k")
    #expect(
      try await run("export k", policy { $0.allowsExport = false })
        == ["export is not allowed here: the profile has export = false"])
  }

  @Test func whereApprovalsAreWantedOnlyAPlanWrites() async throws {
    let policy = policy { ($0.approvals, $0.approvers) = (2, ["a", "b"]) }
    #expect(
      try await run("create", policy) == ["create is not allowed here: the profile wants a plan with 2 approvals"])
    #expect(try await run("create", policy, .planned) == [])
  }

  @Test func aScriptIsRefusedBeforeAnythingIsSent() async throws {
    let bench = try Bench(server.client(), now: { server.now })
    let source = Source(
      name: "test.kms",
      text: """
        def tidy(keys: list) { for $k in $keys { if true { try { destroy $k } } } }
        let $names = find | where name == "x" | sort name
        let $more = [(find tag="x")]
        print "{(create name="inside").id}"
        assert fails(any) { revoke x }
        """)
    let program = try bench.program(source)
    func refused(_ change: (inout Policy) -> Void) -> [String] {
      PolicyCheck(policy(change), bench.commands).problems(in: program).map { String($0.message.prefix { $0 != " " }) }
    }
    #expect(refused { $0.isReadOnly = true } == ["destroy", "create", "revoke"])
    #expect(refused { ($0.approvals, $0.approvers) = (1, ["a"]) } == ["destroy", "create", "revoke"])
    #expect(refused { $0.rules = [.init(allows: false, command: "find")] } == ["find", "find"])
    #expect(refused { $0.rules = [.init(allows: false, command: "find", id: "x*")] } == [])
    #expect(refused { _ in } == [])
  }
}
