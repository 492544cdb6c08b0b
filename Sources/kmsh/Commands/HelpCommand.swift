import ArgumentParser

struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Say what a runbook or a subcommand is for.",
    discussion: """
      Of a runbook: what its header comment says, and its parameters. `kmsh -c 'help create'` is help on a command of \
      the language, `kmsh help config` on the configuration.

      EXAMPLES:
        kmsh help rotate-keys.kms
        kmsh help audit verify
        kmsh help config
      """)

  @OptionGroup var options: ConnectionOptions
  @ArgumentParser.Argument(help: ArgumentHelp("A script, or a subcommand.", valueName: "file-or-subcommand"))
  var names: [String] = []

  func run() throws {
    if names == ["config"] {
      let file = Folders(ProcessEnvironment()).configurationFile
      return StandardStreams.output(ConfigurationHelp.text(file: file))
    }
    if let command = subcommand { throw CleanExit.helpRequest(command) }
    guard let file = names.first else { return }
    throw try Launch(options: options).run(file: file, arguments: ["--help"])
  }

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
