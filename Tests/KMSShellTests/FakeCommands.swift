import KMSInterpreter
import KMSShell

enum FakeCommands {
  static let hash = ValueType.Words("hash-algorithm", ["sha-256", "sha-384", "sha3-256"])

  static let all: [Command] = [
    Command(
      "create", "make a key in the KMS", discussion: "The key is active at once.", effect: .write,
      operations: ["Create"],
      parameters: [
        CommandParameter("algorithm", .enumeration(.init("algorithm", ["aes", "rsa", "ec"])), help: "aes if left out"),
        CommandParameter("length", .int, help: "bits"),
        CommandParameter("activate", .bool, help: "false leaves it pre-active"),
        CommandParameter(
          "usage", .list(of: .enumeration(.init("usage", ["encrypt", "decrypt", "sign"]))), help: "what it is for"),
      ],
      returns: .object,
      examples: [.init("create algorithm=aes", "a key"), .init("let $k = create", "a key with a name")]
    ) { _ in .object(Fixture.key("new-id", name: "fresh", age: 0)) },
    Command(
      "sign", aliases: ["signature"], "sign data with a key", effect: .use, operations: ["Sign"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "the private key"),
        CommandParameter("hash", .enumeration(hash), help: "the hash"),
        CommandParameter("data", .bytes, required: true, redacted: true, help: "what to sign"),
        CommandParameter("file", .path, help: "a file to sign"),
      ], returns: .bytes
    ) { _ in .bytes([1]) },
    Command(
      "find", "list objects", effect: .read, operations: ["Locate"], returns: .list(of: .object)
    ) { _ in Fixture.keys },
    Command(
      "destroy", "destroy keys", effect: .destructive,
      parameters: [CommandParameter("keys", .id(many: true), .rest, required: true, help: "which")]
    ) { _ in .none },
    Command(
      "hide", "hide a text", effect: .use,
      parameters: [CommandParameter("data", .text, .positional, redacted: true, help: "what")]
    ) { _ in .none },
    Command(
      "tabulate", "show columns", effect: .use,
      parameters: [CommandParameter("columns", .list(of: .enumeration(.init("column", []))), help: "which")]
    ) { _ in .none },
    Command(
      "read", "read a file", effect: .local,
      parameters: [CommandParameter("path", .path, .positional, required: true, help: "the file")], returns: .bytes
    ) { _ in .bytes([]) },
  ]

  static let attributes = ["type", "name", "state", "algorithm", "created", "links"]
}

/// A shell with everything but a terminal.
struct FakeShell {
  let state: ShellState
  let help = Paper()
  let commands: CommandTable

  init(isPrompt: Bool = true, format: OutputFormat = .table) {
    state = ShellState(format: format, isPrompt: isPrompt)
    let own = ShellCommands.all(state, width: { 80 }, write: help.write, profile: { "embedded KMS" })
    commands = CommandTable(FakeCommands.all + own, attributes: FakeCommands.attributes, reasons: ["item_not_found"])
    state.commands = commands
  }
}
