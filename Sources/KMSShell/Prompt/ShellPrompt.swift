public import KMSInterpreter
public import LineEditor

/// What stands before the cursor.
public enum ShellPrompt {
  /// `kmsh embedded 019a3f2c-7d1e> `.
  public static func prompt(profile: String, session: String) -> Prompt {
    Prompt("kmsh ", style: .bold).appending(profile + " ", style: .cyan).appending(short(session), style: .dim)
      .appending("> ")
  }

  /// The part that tells sessions apart unless two began in the same millisecond.
  public static func short(_ session: String) -> String { String(session.prefix(13)) }
}

extension LineEditor.Configuration {
  /// An editor for the shell's language: its prompt and, where colour is wanted, its colours.
  public static func shell(
    profile: String, session: String, commands: CommandTable, state: ShellState, color: Bool
  ) -> LineEditor.Configuration {
    let prompt = ShellPrompt.prompt(profile: profile, session: session)
    var configuration = LineEditor.Configuration { prompt }
    configuration.usesColor = color
    let highlighter = Highlighter(commands: commands, scope: state.scope)
    if color { configuration.highlight = highlighter.highlighted }
    return configuration
  }
}
