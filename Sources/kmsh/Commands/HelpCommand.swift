import ArgumentParser
import FoundationEssentials
import KMSSyntax

struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Say what a runbook, a subcommand or a command is for.",
    discussion: """
      Of a runbook: what its header comment says, and its parameters. `kmsh help config` is help on the configuration.

      EXAMPLES:
        kmsh help rotate-keys.kms
        kmsh help audit verify
        kmsh help create-pair
        kmsh help config
      """)

  @OptionGroup var options: ConnectionOptions
  @ArgumentParser.Argument(help: ArgumentHelp("A script, a subcommand or a command.", valueName: "name"))
  var names: [String] = []

  func run() throws {
    if names == ["config"] {
      let file = Folders(ProcessEnvironment()).configurationFile
      return StandardStreams.output(ConfigurationHelp.text(file: file))
    }
    if let command = subcommand { throw CleanExit.helpRequest(command) }
    guard let name = names.first else { return }
    let launch = Launch(options: options)
    if isWord(name), !FileManager.default.fileExists(atPath: name) {
      throw try launch.run(Source(name: "<command>", text: "help \"\(name)\""), arguments: [])
    }
    throw try launch.run(file: name, arguments: ["--help"])
  }

  private func isWord(_ name: String) -> Bool { name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") } }

  /// What the names lead to, one inside the other; the program itself without any.
  private var subcommand: (any ParsableCommand.Type)? {
    var command: any ParsableCommand.Type = Kmsh.self
    for name in names {
      let inner = command.configuration.subcommands.first { $0._commandName == name }
      guard let inner else { return nil }
      command = inner
    }
    return command
  }
}
