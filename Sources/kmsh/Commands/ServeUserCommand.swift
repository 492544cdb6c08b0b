import ArgumentParser
import KMIP
import LineEditor

struct ServeUserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-user", abstract: "Keep the users of `kmsh serve --users FILE` and their passwords.",
    discussion: """
      A client proves who it is by the username and password of a KMIP message's header. The file holds passwords \
      hashed with scrypt; a running server reads it when it starts.

      EXAMPLES:
        kmsh serve-user add bob --file users
        kmsh serve-user remove bob --file users
      """,
    subcommands: [Add.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a user, or change the password; it is asked for.")

    @ArgumentParser.Argument(help: ArgumentHelp("The user.", valueName: "name")) var name: String
    @Option(help: ArgumentHelp("The users file.", valueName: "file")) var file: String
    @Flag(help: "Read the password from standard input, one line, in place of asking.") var stdin = false

    func run() throws {
      try report { _ in
        let password = stdin ? Array((readLine() ?? "").utf8) : try Terminal.readSecret(prompt: "password of \(name): ")
        guard !password.isEmpty else { throw ConfigurationError("a password is not empty") }
        try UserFile(path: file).set(name, Secret(password))
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a user.")

    @ArgumentParser.Argument(help: ArgumentHelp("The user.", valueName: "name")) var name: String
    @Option(help: ArgumentHelp("The users file.", valueName: "file")) var file: String

    func run() throws { try report { _ in try UserFile(path: file).remove(name) } }
  }
}
