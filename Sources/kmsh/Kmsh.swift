import ArgumentParser
import Glibc
import KMSInterpreter
import KMSSyntax

@main
enum Main {
  static func main() {
    do {
      var command = try Kmsh.parseAsRoot()
      try command.run()
    } catch {
      guard Kmsh.exitCode(for: error) == .validationFailure else { Kmsh.exit(withError: error) }
      StandardStreams.error(Kmsh.fullMessage(for: error) + "\n")
      exit(ExitStatus.usage.rawValue)
    }
  }
}

struct Kmsh: ParsableCommand {
  static let version = "0.3.0"

  static let configuration = CommandConfiguration(
    commandName: "kmsh",
    abstract: "A shell, a small language and a runner for key management over KMIP.",
    usage: """
      kmsh                                    a prompt on the embedded KMS
      kmsh FILE.kms [--parameter value …]     run a runbook
      kmsh -c 'STATEMENT'                     run one statement
      kmsh SUBCOMMAND …
      """,
    discussion: """
      Without a server kmsh uses a KMS of its own, in $XDG_DATA_HOME/kmsh. Another is named with --server, with \
      --profile and the configuration ($XDG_CONFIG_HOME/kmsh/config.toml), or with KMS_URL and KMS_API_KEY. \
      `kmsh shell --help` lists the options.

      EXAMPLES:
        kmsh -c 'find type=private-key state=active'
        kmsh --server https://kms.example:9998 --token-file token -c ping
        kmsh run rotate-keys.kms --max-age 90d --tag prod
        echo 'print (1 + 1)' | kmsh

      EXIT STATUS:
        0    ok
        1    a statement or an assertion failed
        2    nothing was sent: usage, parse or check error
        3    cannot reach or authenticate
        4    more items failed than the budget allows
        5    finished with items in doubt
        6    refused by policy or for want of approval
        74   the audit trail cannot be written
        129, 130, 143   a closed terminal, Ctrl-C, SIGTERM
      """,
    version: version,
    subcommands: [
      ShellCommand.self, RunCommand.self, PlanCommand.self, ApproveCommand.self, ApplyCommand.self, ResumeCommand.self,
      JoinCommand.self, ReportCommand.self, EvidenceCommand.self, AuditCommand.self, CheckCommand.self,
      FormatCommand.self, LSPCommand.self, ServeCommand.self, ServeUserCommand.self, ServerCommand.self,
      LoginCommand.self, LogoutCommand.self, TTLVCommand.self,
      ExplainCommand.self, HelpCommand.self,
    ],
    defaultSubcommand: ShellCommand.self)
}

extension Kmsh {
  /// A hint for a word that is neither a file nor a subcommand.
  static func suggestion(for word: String) -> String {
    let near = Suggestion.nearest(to: word, in: configuration.subcommands.map { $0._commandName })
    return near.map { "did you mean 'kmsh \($0)'?" } ?? "kmsh -c runs a statement, kmsh --help lists the subcommands"
  }
}
