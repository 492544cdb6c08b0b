import ArgumentParser

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Rehearse a runbook and list what it would write.",
    discussion: """
      Reads go to the server, writes to a shadow of it in this process: nothing is changed, and no file is written. \
      `~` marks what is predicted. `kmsh approve` signs a plan, `kmsh apply` carries it out.

      Exits with 0; with --detailed-exitcode, with 2 if something would be written.

      EXAMPLES:
        kmsh plan rotate-keys.kms --tag prod
        kmsh plan rotate-keys.kms --tag prod -o plan.json
      """)

  @OptionGroup var options: ConnectionOptions
  @OptionGroup var plan: PlanOptions
  @ArgumentParser.Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("The script and its parameters.", valueName: "file"))
  var arguments: [String] = []

  func run() throws {
    if ScriptArguments.isHelp(arguments) { throw CleanExit.helpRequest(self) }
    guard let file = arguments.first, !file.hasPrefix("-") else {
      throw ValidationError("no script is named: kmsh plan FILE.kms [-o plan.json]")
    }
    throw try Launch(options: options).plan(file: file, arguments: Array(arguments.dropFirst()), plan)
  }
}
