import ArgumentParser
import KMSShell
import KMSSyntax
import LineEditor

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a runbook.",
    discussion: """
      What the script declares with `param` is given as --name value; `kmsh run FILE --help` lists it. \
      Options of kmsh itself, such as --profile, may stand before the file, and behind it where the script has no \
      parameter of that name.

      EXAMPLES:
        kmsh run rotate-keys.kms --max-age 90d --tag prod
        kmsh run --profile prod connection-check.kms
      """)

  @OptionGroup var options: ConnectionOptions
  @ArgumentParser.Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("The script and its parameters.", valueName: "file"))
  var arguments: [String] = []

  func run() throws {
    if ScriptArguments.isHelp(arguments) { throw CleanExit.helpRequest(self) }
    guard let file = arguments.first, !file.hasPrefix("-") else {
      throw ValidationError("no script is named: kmsh run FILE.kms")
    }
    throw try Launch(options: options).run(file: file, arguments: Array(arguments.dropFirst()))
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check runbooks; nothing is sent.",
    discussion: """
      Exits with 0 if every script may run, with 2 if one may not.

      EXAMPLES:
        kmsh check scripts/runbooks/*.kms
      """)

  @OptionGroup var options: ConnectionOptions
  @ArgumentParser.Argument(help: "Scripts.") var files: [String]

  func run() throws {
    let isSound = try Launch(options: options).check(files)
    if !isSound { throw ExitCode(2) }
  }
}
