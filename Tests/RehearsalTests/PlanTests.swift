import AuditLog
import Foundation
import KMSInterpreter
import KMSSyntax
import Rehearsal
import Testing

@Suite struct PlanTests {
  let server: Server
  let source = Source(
    name: "small.kms",
    text: """
      confirm "make a key?"
      step "make" {
        let $key = create name="one"
        revoke $key
      }
      """)

  init() throws { server = try Server() }

  private func plan() async throws -> Plan { try await server.plan(source).plan }

  private func setting(_ policy: Policy = Policy(), runner: String? = nil, days: Int64 = 0) -> PlanSetting {
    PlanSetting(
      target: Plan.Target(server: "test", profile: "p", identity: "owner"), script: .of(source), includes: [],
      policy: policy, runner: runner, now: Timestamp(microseconds: Server.start + days * 86_400_000_000))
  }

  private func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "kmsh-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func itSaysWhatIsWrittenAndAsked() async throws {
    let plan = try await plan()
    #expect(plan.questions == ["make a key?"])
    #expect(plan.writes.map(\.operation) == ["Create", "Revoke"])
    #expect(plan.writes.map { $0.objects.map(\.predicted) } == [[], [true]])
    let id = try #require(plan.writes.first?.result.first?.id)
    let text = plan.text()
    #expect(
      text.contains(
        """
        step "make"
          Create  create name="one"  makes ~\(id)  (line 3)
          Revoke  ~"one" \(id)  ~active -> ~deactivated  (line 4)

        asks
          make a key?

        1 created, 1 deactivated, 0 destroyed

        """))
  }

  @Test func whatIsBroughtBackIsImportedAndNotActivated() async throws {
    let plan = try await server.plan(try Source.runbook("drill.kms")).plan
    #expect(plan.summary == "2 created, 1 imported, 3 deactivated, 3 destroyed")
  }

  @Test func itsHashCoversEverythingButDatesAndApprovals() async throws {
    var plan = try await plan()
    let hash = plan.hash
    plan.created = "x"
    plan.approvals = [Approval(name: "a", publicKey: "b", at: "c", signature: "d")]
    #expect(plan.expectedHash == hash)
    plan.writes[1].targets = ["other"]
    #expect(plan.expectedHash != hash)
  }

  @Test func aFileKeepsItAndTellsWhetherItWasChanged() async throws {
    let plan = try await plan()
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = PlanFile(folder + "/plan.json")
    try file.write(plan)
    #expect(try file.read() == plan)
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    try text.replacing("\"revoke", with: "\"destroy").write(toFile: file.path, atomically: true, encoding: .utf8)
    #expect(throws: PlanProblem.self) { try file.read() }
    #expect(throws: PlanProblem.self) { try PlanFile(folder + "/none.json").read() }
  }

  @Test func itIsRefusedWhenExpiredOrForSomethingElse() async throws {
    let plan = try await plan()
    #expect(plan.problem(in: setting()) == nil)
    #expect(plan.problem(in: setting(days: 1))?.message == "the plan has expired: it was good until \(plan.expires)")
    var other = setting()
    other.target.server = "elsewhere"
    #expect(plan.problem(in: other)?.message == "the plan is for test, this is elsewhere")
    other = setting()
    other.target.identity = "someone"
    #expect(plan.problem(in: other)?.message == "the plan is for the identity owner, this is someone")
    other = setting()
    other.script.sha256 = "0"
    #expect(
      plan.problem(in: other)?.message == "small.kms is not the script that was planned: its SHA-256 is another")
    other = setting()
    other.includes = [.of(source)]
    #expect(plan.problem(in: other)?.message == "the script uses other files than planned")
    #expect(plan.problem(in: setting(days: 1))?.failure.kind.exitStatus == .denied)
  }

  @Test func approvalsCountOnceAKeyAndOnlyIfTrustedAndValid() async throws {
    var plan = try await plan()
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let keys = try ["ann", "bob", "eve"].map { try ApproverKey.loadOrMake("\(folder)/keys/\($0)") }
    #expect(try ApproverKey.loadOrMake("\(folder)/keys/ann").publicKey == keys[0].publicKey)
    var policy = Policy()
    (policy.approvals, policy.approvers) = (2, [keys[0].publicKey, keys[1].publicKey])
    let at = Timestamp(microseconds: Server.start)
    plan.add(try keys[0].approve(plan, as: "ann", at: at))
    plan.add(try keys[0].approve(plan, as: "ann again", at: at))
    plan.add(try keys[2].approve(plan, as: "eve", at: at))
    #expect(
      plan.problem(in: setting(policy))?.message
        == "the plan has 1 of 2 approvals; 1 more do not count: not trusted, not valid, or the runner's own")
    plan.add(try keys[1].approve(plan, as: "bob", at: at))
    #expect(plan.problem(in: setting(policy)) == nil)
    #expect(plan.problem(in: setting(policy, runner: keys[1].publicKey)) != nil)
    policy.countsRunner = true
    #expect(plan.problem(in: setting(policy, runner: keys[1].publicKey)) == nil)
    plan.expires = Timestamp(microseconds: Server.start + 900 * 86_400_000_000).description
    #expect(plan.problem(in: setting(policy)) != nil)
  }

  @Test func aKeyThatOthersCanReadIsRefused() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/approver-key"
    _ = try ApproverKey.loadOrMake(path)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: PlanProblem.self) { try ApproverKey.load(path) }
  }
}
