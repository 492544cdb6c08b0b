import KMSInterpreter
import KMSShell
import KMSSyntax

extension LanguageServer {
  func hover(_ place: Place) -> JSON {
    let script = place.document.script
    if let occurrence = Occurrence.at(place.offset, in: script), let text = text(on: occurrence, place, script) {
      return hover(text, place.document, occurrence.span.range)
    }
    guard let word = WordAtPlace(place.document.positions.bytes, place.offset) else { return .null }
    if let code = explanation(word.text) { return hover(code, place.document, word.range) }
    guard !word.isInComment, Occurrence.at(place.offset, in: script) == nil,
      let help = HelpText(commands: commands).text(on: word.text)
    else { return .null }
    return hover(fenced(help), place.document, word.range)
  }

  private func hover(_ text: String, _ document: Document, _ range: Range<Int>) -> JSON {
    ["contents": ["kind": "markdown", "value": .string(text)], "range": document.positions.json(range)]
  }

  private func text(on occurrence: Occurrence, _ place: Place, _ script: Script) -> String? {
    let help = HelpText(commands: commands)
    switch occurrence.kind {
    case .command(let name): return help.text(on: name).map(fenced)
    case .parameter(let name, let command): return help.text(onParameter: name, of: command).map(fenced)
    case .variable(let name): return text(onVariable: name, occurrence, script)
    case .function(let name):
      let definition = self.definition(of: name, isFunction: true, occurrence, script)
      guard case .function(let function)? = definition?.kind else { return help.text(on: name).map(fenced) }
      return kms("def " + function.signature)
    case .file, .word: return nil
    }
  }

  private func text(onVariable name: String, _ occurrence: Occurrence, _ script: Script) -> String? {
    guard let definition = definition(of: name, isFunction: false, occurrence, script) else { return nil }
    if case .parameter(let parameter) = definition.kind {
      return kms("param " + parameter.signature) + (parameter.help.map { "\n\n" + $0 } ?? "")
    }
    let bindings = Checker(commands: commands, host: workspace).check(script).bindings
    let binding = bindings.first { $0.name.span.range == definition.name.span.range }
    let fields = binding.map(\.fields) ?? []
    return kms("$\(name): \(binding?.type.name ?? "any")")
      + (fields.isEmpty ? "" : "\n\n" + fields.map { "`\($0)`" }.joined(separator: " "))
  }

  private func explanation(_ word: String) -> String? {
    guard word.hasPrefix("K"), word.count == 5, let row = DiagnosticCode(spelling: word)?.explanation else {
      return nil
    }
    return "**\(row.code)**: \(row.title)\n\n\(row.text)"
  }

  private func kms(_ code: String) -> String { "```kms\n\(code)\n```" }

  private func fenced(_ text: String) -> String { "```text\n\(text)```" }
}
