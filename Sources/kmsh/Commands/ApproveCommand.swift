import ArgumentParser
import AuditLog
import LineEditor
import Rehearsal

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Sign a plan.",
    discussion: """
      Shows the plan and signs its hash with your own key (`approver-key` in the configuration's folder, made at first \
      use). A profile lists the keys that count as `approvers`, and how many it wants as `approvals`. Who applies a \
      plan does not count, unless the profile has runner-approves = true.

      EXAMPLES:
        kmsh approve plan.json
        kmsh approve --public-key
      """)

  @Flag(help: "Print your public key, for the profile's list, and leave.") var publicKey = false
  @Flag(help: "List every item of every loop.") var verbose = false
  @Flag(help: "Do not ask.") var yes = false
  @Option(help: "Who approves; user and host if left out.") var name: String?
  @ArgumentParser.Argument(help: "The plan.") var file: String?

  func validate() throws {
    guard publicKey || file != nil else { throw ValidationError("no plan is named: kmsh approve plan.json") }
  }

  func run() throws {
    do {
      let key = try ApproverKey.loadOrMake(Workplace().folders.approverKey)
      if publicKey { StandardStreams.output(key.publicKey + "\n") }
      if let file { try approve(PlanFile(file), with: key) }
    } catch {
      throw Complaint(error).shown()
    }
  }

  private func approve(_ file: PlanFile, with key: ApproverKey) throws {
    var plan = try file.read()
    let now = Timestamp(microseconds: WallClock.microseconds)
    guard let end = Timestamp(plan.expires), end > now else { throw PlanProblem.expired(plan) }
    StandardStreams.output(plan.text(isVerbose: verbose))
    if !yes { try ask() }
    let name = name ?? "\(ProcessEnvironment.userName)@\(ProcessEnvironment.hostName)"
    plan.add(try key.approve(plan, as: name, at: now))
    try file.write(plan)
    StandardStreams.error("approved by \(name); the plan has \(plan.approvals.count) in all\n")
  }

  private func ask() throws {
    guard Terminal.isInteractive(0) else { throw PlanProblem.unconfirmed }
    let answer = try Terminal.ask(prompt: "approve it? [y/N] ")
    guard ["y", "yes"].contains(answer.lowercased()) else { throw PlanProblem.unconfirmed }
  }
}
