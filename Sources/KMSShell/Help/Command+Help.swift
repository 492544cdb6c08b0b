import KMSInterpreter
import KMSSyntax

extension Command {
  static func help(
    _ state: ShellState, color: Bool, width: @escaping @Sendable () -> Int?, write: @escaping @Sendable (String) -> Void
  ) -> Command {
    Command(
      "help", "explain a command, a word of the language or a function",
      effect: .local,
      parameters: [
        CommandParameter(
          "topic", .enumeration(.init("topic", [])), .positional, help: "a name; everything in brief if left out")
      ],
      returns: .none,
      examples: [Example("help", "all commands, by effect"), Example("help help", "what is said of one command")]
    ) { invocation in
      let help = HelpText(commands: state.commands, color: color, width: width())
      guard let topic = invocation.arguments.word("topic") else {
        write(help.overview)
        return .none
      }
      guard let text = help.text(on: topic) else { throw unknown(topic, help, invocation) }
      write(text)
      return .none
    }
  }

  private static func unknown(_ topic: String, _ help: HelpText, _ invocation: Invocation) -> Failure {
    .evaluation(
      .unknownWord, "there is no help on '\(topic)'", at: invocation.arguments.span(of: "topic"),
      hint: help.suggestion(for: topic).map { "did you mean '\($0)'?" } ?? "help lists every command")
  }
}
