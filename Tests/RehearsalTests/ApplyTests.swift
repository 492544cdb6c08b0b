import AuditLog
import Foundation
import KMSInterpreter
import KMSSyntax
import Rehearsal
import Testing

@Suite struct ApplyTests {
  let server: Server

  init() throws { server = try Server() }

  private static let rotation = Source(
    name: "rotation.kms",
    text: """
      let $keys = find type=symmetric-key state=active tag="t" | sort name
      let $done = for $key in $keys {
        let $new = rekey $key
        set $new description="rotated"
        yield $new.id
      }
      print (count($done | where outcome == done))
      """)

  private func makeKeys(_ count: Int) async throws {
    let numbers = (1...count).map(String.init).joined(separator: ", ")
    try await server.prepare("for $n in [\(numbers)] { create id=\"k{$n}\" name=\"key-{$n}\" tag=\"t\" }")
  }

  @Test func anObjectThatChangedSinceThePlanIsSkippedAndNamed() async throws {
    try await makeKeys(4)
    let plan = try await server.plan(Self.rotation).plan
    try await server.prepare("set k2 description=\"touched\"")
    let (outcome, guardian) = try await server.apply(plan, Self.rotation)
    #expect(outcome.failures.isEmpty)
    #expect(guardian.changed == ["k2"])
    #expect(guardian.left == 2)
    #expect(outcome.changed.first?.diagnostic.message == "\"key-2\" k2 has changed since the plan")
    #expect(outcome.exitStatus == KMSInterpreter.ExitStatus.denied)
    try await server.prepare("assert (show k2).state == active and (show k1).state == deactivated")
  }

  @Test func anObjectThatIsGoneOrNewDoesNotShiftTheOthers() async throws {
    try await makeKeys(4)
    let plan = try await server.plan(Self.rotation).plan
    try await server.prepare(
      """
      revoke k1
      create id=k0 name="key-0" tag="t"
      """)
    let (outcome, guardian) = try await server.apply(plan, Self.rotation)
    #expect(outcome.failures.map(\.diagnostic.message) == ["the plan does not list this: Re-key of k0"])
    #expect(outcome.exitStatus == KMSInterpreter.ExitStatus.denied)
    #expect(guardian.left == 8)
    try await server.prepare("assert (show k0).state == active")
  }

  @Test func usingAKeyIsNoChange() async throws {
    try await makeKeys(1)
    let plan = try await server.plan(Self.rotation).plan
    try await server.prepare(
      """
      get k1
      encrypt k1 data="x"
      """)
    let (outcome, guardian) = try await server.apply(plan, Self.rotation)
    #expect(outcome.succeeded)
    #expect(guardian.changed.isEmpty && guardian.left == 0)
  }

  @Test func aWriteThatThePlanDoesNotListIsRefused() async throws {
    try await makeKeys(1)
    let source = Source(
      name: "branch.kms",
      text: """
        let $key = find tag="t" | first
        if $key.name == "key-1" { create name="one" } else { destroy $key }
        """)
    let plan = try await server.plan(source).plan
    try await server.prepare("set k1 name=\"other\"")
    let (outcome, _) = try await server.apply(plan, source)
    #expect(outcome.exitStatus == KMSInterpreter.ExitStatus.failed || outcome.exitStatus == .denied)
    try await server.prepare("assert (show k1).state == active")
  }

  @Test func objectsThatTheRunMakesAreFollowed() async throws {
    let source = Source(
      name: "made.kms",
      text: """
        def fresh(name: text) {
          let $key = create name=$name
          return $key
        }
        let $one = fresh("one")
        let $two = fresh("two")
        revoke $two
        for $n in [1, 2, 3] parallel=3 {
          let $pair = create-pair algorithm=ec
          retire $pair.private
        }
        destroy $two
        """)
    let plan = try await server.plan(source).plan
    #expect(plan.summary == "5 created, 7 deactivated, 7 destroyed; stops at the 1st failure")
    let (outcome, guardian) = try await server.apply(plan, source)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(guardian.left == 0)
  }

  @Test func aRunThatIsTakenUpAgainGoesOnWithItsPlan() async throws {
    let whole = Source(
      name: "twice.kms",
      text: """
        let $key = create name="made"
        revoke $key
        """)
    let plan = try await server.plan(whole).plan
    try await server.prepare("create name=\"made\" id=real")
    let client = server.client()
    let guardian = PlanGuard(plan) { _ in client }
    let create = try #require(plan.writes.first)
    guardian.recall(key: create.key, operation: create.operation, ids: ["real"])
    #expect(guardian.left == 1)
    let bench = try Bench(client, gates: [guardian], now: { server.now })
    let rest = Source(name: whole.name, text: "let $key = show real\nrevoke $key")
    let outcome = try await bench.run(rest, now: plan.now)
    #expect(outcome.succeeded)
    #expect(guardian.left == 0)
  }

  @Test func ofManyKeysAPlanAndItsRunAgreeLineByLine() async throws {
    // KMSH_ROTATION="rsa 500": what the run of a night would be, in minutes.
    let wanted = (ProcessInfo.processInfo.environment["KMSH_ROTATION"] ?? "ec 50").split(separator: " ")
    let (algorithm, count) = (wanted.first ?? "ec", wanted.last.flatMap { Int($0) } ?? 50)
    let keys = try Server()
    let numbers = (0..<count).map(String.init).joined(separator: ", ")
    try await keys.prepare(
      "for $n in [\(numbers)] parallel=8 { create-pair algorithm=\(algorithm) name=\"k-{$n}\" tag=\"rotate\" }")
    keys.pass(days: 100)
    let source = try Source.runbook("rotate-keys.kms")
    let plan = try await keys.plan(source).plan
    #expect(plan.summary.hasPrefix("\(count) created, \(count) deactivated, 0 destroyed"))
    let (writes, outcome) = try await keys.record(source)
    #expect(outcome.succeeded)
    #expect(WriteLines(plan.writes).lines == WriteLines(writes).lines)
    #expect(plan.text().split(separator: "\n").count < 30)
    #expect(plan.text(isVerbose: true).split(separator: "\n").count > 100)
  }
}

extension Source {
  static func runbook(_ name: String) throws -> Source {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scripts/runbooks")
    return Source(name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
  }
}
