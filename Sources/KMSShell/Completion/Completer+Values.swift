import KMSInterpreter
import KMSSyntax
import LineEditor

extension Completer {
  /// The next value without a name, and the parameters that are still to be given, required ones first.
  func arguments(of command: Command, used: Set<String>, positionals: Int, _ stem: Stem) -> [Completion] {
    let unnamed = command.parameters.filter { $0.form != .named && !used.contains($0.name.normalWord) }
    let next = positionals < unnamed.count ? unnamed[positionals] : unnamed.last { $0.form.isRest }
    let named = command.parameters.filter { $0.form == .named && !used.contains($0.name.normalWord) }
    let ordered = named.filter(\.isRequired) + named.filter { !$0.isRequired }
    let names =
      stem.isQuoted
      ? []
      : ordered.compactMap { parameter in
        answer(parameter.name + "=", stem, note: parameter.note, appendsSpace: false)
      }
    return (next.map { values($0, of: command, stem) } ?? []) + names
  }

  func values(_ parameter: CommandParameter, of command: Command, _ stem: Stem) -> [Completion] {
    if command.name == "help", !stem.isQuoted { return topics(stem) }
    return values(parameter.type, stem)
      + (stem.isQuoted || !stem.text.isEmpty ? [] : variables(stem, fitting: parameter.type))
  }

  private func values(_ type: ValueType, _ stem: Stem) -> [Completion] {
    switch type {
    case .enumeration(let words) where words.name == "column" && words.words.isEmpty && !stem.isQuoted:
      fields(of: nil, stem)
    case .enumeration(let words): stem.isQuoted ? [] : words.words.compactMap { answer($0, stem) }
    case .bool: stem.isQuoted ? [] : ["true", "false"].compactMap { answer($0, stem) }
    case .id: ids(stem)
    case .path: paths(stem)
    case .list(let element): values(element, stem)
    case .either(let types): types.flatMap { values($0, stem) }
    default: []
    }
  }

  /// The latest first; some of them where nothing is typed yet.
  private func ids(_ stem: Stem) -> [Completion] {
    let fitting = seenIDs.all.filter { $0.id.hasPrefix(stem.text) }.prefix(stem.text.isEmpty ? 30 : .max)
    return fitting.map { seen in
      let spelling = stem.isQuoted ? Unparser.quote(seen.id) : Unparser.word(seen.id)
      return Completion(spelling, start: stem.start, display: seen.id, note: seen.note)
    }
  }

  private func paths(_ stem: Stem) -> [Completion] {
    let directory = stem.text.lastIndex(of: "/").map { String(stem.text[...$0]) } ?? ""
    let prefix = stem.text.dropFirst(directory.count)
    let fitting = entries(directory).filter {
      $0.name.hasPrefix(prefix) && ($0.name.hasPrefix(".") == prefix.hasPrefix("."))
    }
    return fitting.sorted { $0.name < $1.name }.map { entry in
      let path = directory + entry.name + (entry.isDirectory ? "/" : "")
      let spelling = stem.isQuoted ? Unparser.quote(path) : Unparser.word(path)
      // A directory's quote stays open for what is in it.
      let isOpen = entry.isDirectory && spelling.hasPrefix("\"")
      return Completion(
        isOpen ? String(spelling.dropLast()) : spelling, start: stem.start,
        display: entry.name + (entry.isDirectory ? "/" : ""), appendsSpace: !entry.isDirectory)
    }
  }
}

extension CommandParameter {
  fileprivate var note: String { (isRequired ? "required; " : "") + (help.isEmpty ? type.phrase : help) }
}

extension CommandParameter.Form {
  fileprivate var isRest: Bool { if case .rest = self { true } else { false } }
}
