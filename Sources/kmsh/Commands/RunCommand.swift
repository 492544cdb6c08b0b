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
        kmsh run --share rotate-keys.kms
      """)

  @OptionGroup var options: ConnectionOptions
  @OptionGroup var reports: ReportOptions
  @Flag(help: "Let other processes help with kmsh join; needs an audit log in PostgreSQL.") var share = false
  @ArgumentParser.Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("The script and its parameters.", valueName: "file"))
  var arguments: [String] = []

  func run() throws { throw try run(behind: nil) }

  /// - Parameter outer: Options that stand before the subcommand.
  func run(behind outer: ConnectionOptions?) throws -> ExitCode {
    if ScriptArguments.isHelp(arguments) { throw CleanExit.helpRequest(self) }
    guard let file = arguments.first, !file.hasPrefix("-") else {
      throw ValidationError("no script is named: kmsh run FILE.kms")
    }
    let options = outer.map(options.completed) ?? options
    return try Launch(options: options, reports: reports, isShared: share)
      .run(file: file, arguments: Array(arguments.dropFirst()))
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check runbooks; nothing is sent.",
    discussion: """
      Warns of what looks like an oversight: names that nothing uses, statements that never run, destruction \
      without a confirm.

      Exits with 0 if every script may run, with 2 if one may not; with --strict, with 1 if there are warnings.

      EXAMPLES:
        kmsh check scripts/runbooks/*.kms
        kmsh check --strict rotate-keys.kms
      """)

  @OptionGroup var options: ConnectionOptions
  @Flag(help: "A warning is a failure.") var strict = false
  @ArgumentParser.Argument(help: "Scripts.") var files: [String]

  func run() throws {
    throw try Launch(options: options).check(files, isStrict: strict)
  }
}
