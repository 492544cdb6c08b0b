import ArgumentParser

struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Carry out a plan, and nothing that it does not list.",
    discussion: """
      Refuses (with 6) a plan that has expired, is for another script, server or identity, or lacks approvals that \
      the profile asks for. An object that has changed since the plan is left alone: in a loop its item is skipped.

      Without approvals the plan is shown first and asks at the terminal; --yes says so beforehand.

      EXAMPLES:
        kmsh apply plan.json
        kmsh apply --yes plan.json
      """)

  @OptionGroup var options: ConnectionOptions
  @OptionGroup var reports: ReportOptions
  @Flag(help: "Do not ask.") var yes = false
  @ArgumentParser.Argument(help: "The plan.") var file: String

  func run() throws { throw try Launch(options: options, reports: reports).apply(file, isAgreed: yes) }
}
