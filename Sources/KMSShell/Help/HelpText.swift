public import KMSInterpreter
import KMSSyntax

/// What `help` says, all of it from the rows of commands, functions and words.
public struct HelpText: Sendable {
  let commands: CommandTable
  let style: Style
  /// Columns of the terminal.
  let width: Int

  public init(commands: CommandTable, color: Bool = false, width: Int? = nil) {
    self.commands = commands
    style = Style(color: color)
    self.width = max(40, width ?? 100)
  }

  /// Every command in a line, by what it does to the world.
  public var overview: String {
    let groups = Command.Effect.allCases.compactMap { effect in
      let rows = commands.all.filter { $0.effect == effect }
      return rows.isEmpty ? nil : group(effect.rawValue, effect.meaning, rows.map { ($0.name, $0.summary) })
    }
    let words = """
      \(style.bold("language"))  \(LanguageWord.statementNames.joined(separator: " "))
      \(style.bold("stages"))    \(LanguageWord.stageNames.joined(separator: " "))
      \(style.bold("functions")) \(PureFunction.names.joined(separator: " "))
      """
    let wrapped = words.split(separator: "\n").map { wrap(String($0), indent: "          ") }
    return groups.joined(separator: "\n") + "\n" + wrapped.joined() + "\nhelp NAME says more of each.\n"
  }

  /// Of a command, a word of the language or a function; nothing if there is no such thing.
  public func text(on topic: String) -> String? {
    let command = (commands[topic] ?? commands[topic.normalWord]).map(CommandHelp.init)
    let parts =
      [command?.text(self)] + LanguageWord.named(topic).map(text) + [PureFunction.named(topic).map(text)]
    let found = parts.compactMap { $0 }
    return found.isEmpty ? nil : found.joined(separator: "\n")
  }

  /// Of one parameter of a command.
  public func text(onParameter name: String, of command: String) -> String? {
    commands[command].flatMap { CommandHelp(command: $0).text(on: name, self) }
  }

  public static func isLanguageWord(_ word: String) -> Bool { LanguageWord.names.contains(word) }

  /// The topic that was most likely meant.
  public func suggestion(for topic: String) -> String? { Suggestion.nearest(to: topic, in: topics) }

  var topics: [String] {
    var seen: Set<String> = []
    return (commands.names + LanguageWord.all.map(\.name) + PureFunction.names).filter { seen.insert($0).inserted }
  }

  private func text(_ word: LanguageWord) -> String {
    heading(word.name, word.summary) + "\n" + indented(word.form) + "\n" + section("example", indented(word.example))
  }

  private func text(_ function: PureFunction) -> String {
    heading(function.name, function.summary) + "\n" + indented(function.signature)
  }
}

extension HelpText {
  func heading(_ name: String, _ summary: String) -> String {
    wrap("\(style.bold(name)): \(summary)", indent: "  ")
  }

  func section(_ title: String, _ body: String) -> String { style.bold(title) + "\n" + body }

  func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  /// Lines that fit, the later ones indented.
  func wrap(_ text: String, indent: String) -> String {
    let lines = TextWrap.lines(text, width: width - indent.count)
    return lines.joined(separator: "\n" + indent) + "\n"
  }

  /// Names with what is said of them beside, wrapped.
  func list(_ rows: [(name: String, text: String)]) -> String {
    let margin = min(26, rows.map { Display.width($0.name) }.max() ?? 0)
    let blank = String(repeating: " ", count: margin + 4)
    return rows.map { row in
      let label = "  " + SafeText.padded(row.name, to: margin) + "  "
      let start = Display.width(row.name) > margin ? "  \(row.name)\n\(blank)" : label
      return start + TextWrap.lines(row.text, width: max(20, width - margin - 4)).joined(separator: "\n" + blank) + "\n"
    }.joined()
  }

  private func group(_ name: String, _ meaning: String, _ rows: [(name: String, text: String)]) -> String {
    "\(style.bold(name))  \(style.dim(meaning))\n" + list(rows)
  }
}

extension Command.Effect {
  /// What such a command does to the world.
  var meaning: String {
    switch self {
    case .read: "changes nothing"
    case .write: "changes the KMS"
    case .destructive: "cannot be undone"
    case .export: "material leaves the KMS"
    case .use: "uses a key"
    case .local: "stays on this machine"
    }
  }
}
