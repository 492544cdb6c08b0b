public import KMSInterpreter
import KMSSyntax

/// The prompt's own commands, as rows like all others.
public enum ShellCommands {
  /// - Parameters:
  ///   - width: columns of the terminal, asked at each use.
  ///   - write: where help goes, whatever the output format.
  ///   - profile: what there is to say of the current profile.
  public static func all(
    _ state: ShellState, color: Bool = false, width: @escaping @Sendable () -> Int? = { nil },
    write: @escaping @Sendable (String) -> Void, profile: @escaping @Sendable () -> String
  ) -> [Command] {
    [
      .help(state, color: color, width: width, write: write), .vars(state), .history(state), .output(state),
      .timing(state), .profile(profile), .saveSession(state), .quit(state),
    ]
  }
}

extension Command {
  static func output(_ state: ShellState) -> Command {
    let formats = OutputFormat.allCases.map(\.rawValue)
    return Command(
      "output", "choose how values are written, or tell how they are",
      discussion: OutputFormat.allCases.map { "\($0.rawValue): \($0.meaning)." }.joined(separator: "\n"),
      effect: .local,
      parameters: [
        CommandParameter("format", .enumeration(.init("format", formats)), .positional, help: "the format from now on")
      ],
      examples: [Example("output json", "JSON from now on"), Example("output", "the format as it is")]
    ) { invocation in
      guard let format = invocation.arguments.word("format").flatMap(OutputFormat.init) else {
        return .enumeration(state.format.rawValue)
      }
      state.format = format
      return .none
    }
  }

  static func timing(_ state: ShellState) -> Command {
    Command(
      "timing", "tell after each entry how long it took",
      effect: .local,
      parameters: [
        CommandParameter("switch", .enumeration(.init("switch", ["on", "off"])), .positional, help: "on or off")
      ],
      examples: [Example("timing on", "each entry's time on standard error"), Example("timing", "whether it is on")]
    ) { invocation in
      guard let word = invocation.arguments.word("switch") else {
        return .enumeration(state.isTiming ? "on" : "off")
      }
      state.isTiming = word == "on"
      return .none
    }
  }

  static func profile(_ text: @escaping @Sendable () -> String) -> Command {
    Command(
      "profile", "tell which profile and server this session uses",
      discussion: "Another one is chosen when kmsh starts: kmsh --profile NAME.",
      effect: .local, returns: .text,
      examples: [
        Example("profile", "server, authentication and where they were configured"),
        Example("let $profile = profile", "the same as a text"),
      ]
    ) { _ in .text(text()) }
  }

  static func quit(_ state: ShellState) -> Command {
    Command(
      "quit", aliases: ["exit"], "leave the prompt",
      discussion: "Ctrl-D on an empty line does the same.",
      effect: .local,
      examples: [Example("quit", "leave"), Example("exit", "the same")]
    ) { invocation in
      guard state.isPrompt else {
        throw Failure.evaluation(
          .refusedLocally, "'quit' leaves the prompt; a script ends with its last statement", at: invocation.site.span,
          hint: "fail \"why\" stops a script")
      }
      state.leave()
      return .none
    }
  }
}
