import Foundation
import Testing

@Suite struct PlanTests {
  let home: Home

  init() throws {
    home = try Home()
    try home.write(
      "make.kms", "kms 1\nlet $key = create name=\"planned\"\nsave \"made\" to=note.txt\nprint $key.name\n")
  }

  private func configure(_ text: String) throws { try home.write(".config/kmsh/config.toml", text) }

  private func count() throws -> String { try home.kmsh(["-c", "print (find | count)"]).output }

  @Test func aPlanWritesNothingAndIsThenApplied() throws {
    let planned = try home.kmsh(["plan", "--detailed-exitcode", "-o", "plan.json", "make.kms"])
    #expect(planned.status == 2)
    #expect(planned.output.contains("1 created, 0 deactivated, 0 destroyed"))
    #expect(try count() == "0\n")
    #expect(!FileManager.default.fileExists(atPath: home.path + "/note.txt"))
    #expect(try home.kmsh(["apply", "plan.json"]).status == 6)
    let applied = try home.kmsh(["apply", "--yes", "plan.json"])
    #expect(applied.status == 0)
    #expect(applied.output.contains("planned"))
    #expect(try count() == "1\n")
    #expect(FileManager.default.fileExists(atPath: home.path + "/note.txt"))
  }

  @Test func aProfileCanWantApprovals() throws {
    let key = try home.kmsh(["approve", "--public-key"]).output.filter { !$0.isNewline }
    try configure(
      """
      [profiles.prod]
      server = "embedded"
      approvals = 1
      approvers = ["\(key)"]
      runner-approves = true
      """)
    #expect(try home.kmsh(["run", "--profile", "prod", "make.kms"]).status == 6)
    #expect(try home.kmsh(["plan", "--profile", "prod", "make.kms", "-o", "plan.json"]).status == 0)
    #expect(try home.kmsh(["apply", "--yes", "plan.json"]).status == 6)
    #expect(try home.kmsh(["approve", "--yes", "plan.json"]).status == 0)
    #expect(try home.kmsh(["apply", "plan.json"]).status == 0)
  }

  @Test(arguments: [
    ("read-only = 1", "'profiles.p.read-only' takes true or false"),
    ("max-destroys = \"2\"", "'profiles.p.max-destroys' takes a number from 0"),
    ("rules = [{ deny = \"everything\" }]", "'everything' is no effect"),
    ("rules = [{ command = \"create\" }]", "is a list of rules with allow or deny, command and id"),
    ("approvals = 1", "'profiles.p.approvals' is 1, and 'approvers' lists 0 keys"),
    ("approvers = [\"ann\"]", "lists public keys of 64 hexadecimal digits"),
  ])
  func aPolicyThatCannotBeReadIsRefused(line: String, message: String) throws {
    try configure("[profiles.p]\nserver = \"embedded\"\n\(line)\n")
    let ended = try home.kmsh(["--profile", "p", "-c", "find"])
    #expect(ended.status == 2)
    #expect(ended.errors.contains(message))
  }
}
