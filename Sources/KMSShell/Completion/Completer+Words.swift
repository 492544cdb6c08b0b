import KMSInterpreter
import LineEditor

extension Completer {
  func begins(_ stem: Stem, isStatement: Bool) -> [Completion] {
    guard isStatement else { return sorted(commandAnswers(stem) + operands(stem)) }
    let words = LanguageWord.all.filter { $0.kind == .statement }.map { answer($0.name, stem, note: $0.summary) }
    return sorted(commandAnswers(stem) + calls(of: names.functions, stem) + words)
  }

  func stages(_ stem: Stem) -> [Completion] {
    let rows = LanguageWord.all.filter { $0.kind == .stage }.map { answer($0.name, stem, note: $0.summary) }
    return rows.compactMap { $0 }
      + commandAnswers(stem) { $0.parameters.contains { $0.form != .named } }.compactMap { $0 }
  }

  func fields(of variable: String?, _ stem: Stem) -> [Completion] {
    let known = variable.map { names.members(of: [$0]).map(\.name) } ?? []
    let fields = known.isEmpty ? ["id", "age"] + commands.attributes : known
    return sorted(fields.map { answer($0, stem) })
  }

  /// What an expression may be made of.
  func operands(_ stem: Stem) -> [Completion] {
    let functions = PureFunction.all.map { answer($0.name + "(", stem, note: $0.summary, appendsSpace: false) }
    let constants = ["true", "false", "none", "now", "today", "not"].map { answer($0, stem) }
    return sorted(variables(stem, fitting: .any) + calls(of: names.functions, stem) + functions + constants)
  }

  func topics(_ stem: Stem) -> [Completion] {
    let help = HelpText(commands: commands)
    return sorted(
      help.topics.map { answer($0, stem, note: commands[$0]?.summary ?? LanguageWord.named($0).first?.summary ?? "") })
  }

  private func commandAnswers(_ stem: Stem, where holds: (Command) -> Bool = { _ in true }) -> [Completion?] {
    commands.names.map { name in
      guard let command = commands[name], holds(command) else { return nil }
      return answer(name, stem, note: name == command.name ? command.summary : "\(command.name): \(command.summary)")
    }
  }

  private func calls(of functions: [String], _ stem: Stem) -> [Completion?] {
    functions.map { answer($0 + "(", stem, note: "a function of yours", appendsSpace: false) }
  }

  /// Where the word fits what is typed so far.
  func answer(
    _ word: String, _ stem: Stem, replacement: String? = nil, note: String = "", appendsSpace: Bool = true
  ) -> Completion? {
    guard stem.fits(word) else { return nil }
    return Completion(replacement ?? word, start: stem.start, display: word, note: note, appendsSpace: appendsSpace)
  }

  private func sorted(_ answers: [Completion?]) -> [Completion] {
    var seen: Set<String> = []
    return answers.compactMap { $0 }.filter { seen.insert($0.replacement).inserted }.sorted { $0.display < $1.display }
  }
}
