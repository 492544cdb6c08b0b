import KMSInterpreter
import KMSSyntax

/// A command's row as a page.
struct CommandHelp {
  let command: Command

  func text(_ help: HelpText) -> String {
    let parts = [
      help.heading(command.name, command.summary) + "\n  " + help.wrap(synopsis, indent: "      "),
      command.discussion.isEmpty ? nil : discussion(help),
      command.parameters.isEmpty ? nil : help.section("parameters", help.list(command.parameters.map(row))),
      facts(help),
      command.examples.isEmpty ? nil : help.section("examples", command.examples.map { example($0, help) }.joined()),
    ]
    return parts.compactMap { $0 }.joined(separator: "\n")
  }

  func text(on parameter: String, _ help: HelpText) -> String? {
    command.parameters.first { $0.name.normalWord == parameter.normalWord }.map { help.list([row($0)]) }
  }

  /// `sign KEY data=BYTES [hash=HASH]`
  var synopsis: String {
    ([command.name] + command.parameters.map(slot)).joined(separator: " ")
  }

  private func slot(_ parameter: CommandParameter) -> String {
    let form =
      switch parameter.form {
      case .positional: parameter.name.uppercased()
      case .rest: parameter.name.uppercased() + "…"
      case .named: "\(parameter.name)=\(parameter.type.name.uppercased().split(separator: " ").joined(separator: "-"))"
      }
    return parameter.isRequired ? form : "[\(form)]"
  }

  private func discussion(_ help: HelpText) -> String {
    command.discussion.split(separator: "\n", omittingEmptySubsequences: false)
      .map { help.wrap(String($0), indent: "") }.joined()
  }

  private func row(_ parameter: CommandParameter) -> (name: String, text: String) {
    var text = parameter.help
    let words = parameter.type.words
    if !words.isEmpty { text += (text.isEmpty ? "" : ". ") + "One of: " + words.joined(separator: ", ") }
    return ("\(parameter.name): \(parameter.type.name)", (parameter.isRequired ? "required; " : "") + text)
  }

  private func facts(_ help: HelpText) -> String {
    let operations = command.operations.joined(separator: ", ")
    let aliases = command.aliases.joined(separator: ", ")
    let rows = [
      ("effect", "\(command.effect.rawValue): \(command.effect.meaning)"), ("KMIP", operations),
      ("returns", command.returns.name), ("also", aliases),
    ]
    return help.list(rows.filter { !$0.1.isEmpty })
  }

  private func example(_ example: Command.Example, _ help: HelpText) -> String {
    "  " + help.style.dim("# " + example.meaning) + "\n" + help.indented(example.code)
  }
}

extension ValueType {
  /// The words that may stand in the slot, as far as they are listed.
  var words: [String] {
    switch self {
    case .enumeration(let words): words.words
    case .list(let element): element.words
    case .either(let types): types.flatMap(\.words)
    case .bool: ["true", "false"]
    default: []
    }
  }
}
