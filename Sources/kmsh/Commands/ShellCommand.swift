import ArgumentParser
import KMSShell
import KMSSyntax
import LineEditor

/// `kmsh`, `kmsh FILE.kms` and `kmsh -c STATEMENT`.
struct ShellCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "The prompt; also what kmsh does with a file, with -c or with standard input.",
    discussion: """
      EXAMPLES:
        kmsh
        kmsh -c 'create name="billing"'
        kmsh FILE.kms --parameter value
      """)

  @OptionGroup var options: ConnectionOptions
  @Option(name: .customShort("c"), help: ArgumentHelp("Run this and leave.", valueName: "statement"))
  var statement: String?
  @ArgumentParser.Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("A script and its parameters.", valueName: "file"))
  var arguments: [String] = []

  func run() throws {
    if ScriptArguments.isHelp(arguments) { throw CleanExit.helpRequest(self) }
    let launch = Launch(options: options)
    if let statement {
      throw try launch.run(Source(name: "<command>", text: statement), arguments: arguments)
    }
    if let first = arguments.first {
      // Options may stand before the subcommand: `kmsh --profile prod run FILE`.
      if first == RunCommand.configuration.commandName, arguments.count > 1 {
        let command = try RunCommand.parse(Array(arguments.dropFirst()))
        throw try command.run(behind: options)
      }
      guard !first.hasPrefix("-") else { throw ValidationError("unknown option '\(first)'") }
      throw try launch.run(file: first, arguments: Array(arguments.dropFirst()))
    }
    guard Terminal.isInteractive(0) else { throw try launch.runStandardInput() }
    throw try launch.prompt()
  }
}
