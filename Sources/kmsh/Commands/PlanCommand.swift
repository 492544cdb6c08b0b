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
        kmsh plan -o plan.json rotate-keys.kms --tag prod
      """)

  @OptionGroup var options: ConnectionOptions
  @Option(
    name: [.customShort("o"), .customLong("plan-file")], help: ArgumentHelp("Where to keep it.", valueName: "file"))
  var planFile: String?
  @Option(help: ArgumentHelp("How long it may be applied.", valueName: "hours")) var validFor = 24
  @Flag(help: "List every item of every loop.") var verbose = false
  @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 2 if something would be written.")
  var isDetailed = false
  @ArgumentParser.Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("The script and its parameters.", valueName: "file"))
  var arguments: [String] = []

  func validate() throws {
    guard (1...8760).contains(validFor) else { throw ValidationError("--valid-for takes hours, from 1 to 8760") }
  }

  func run() throws {
    if ScriptArguments.isHelp(arguments) { throw CleanExit.helpRequest(self) }
    guard let file = arguments.first, !file.hasPrefix("-") else {
      throw ValidationError("no script is named: kmsh plan [-o plan.json] FILE.kms")
    }
    let wishes = PlanWishes(output: planFile, isVerbose: verbose, validity: validFor, isDetailed: isDetailed)
    throw try Launch(options: options).plan(file: file, arguments: Array(arguments.dropFirst()), wishes)
  }
}
