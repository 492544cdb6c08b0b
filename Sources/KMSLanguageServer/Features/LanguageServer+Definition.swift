import KMSSyntax

extension LanguageServer {
  func definition(_ place: Place) -> JSON {
    let script = place.document.script
    guard let occurrence = Occurrence.at(place.offset, in: script) else { return .null }
    switch occurrence.kind {
    case .variable(let name): return location(of: name, isFunction: false, occurrence, script)
    case .function(let name): return location(of: name, isFunction: true, occurrence, script)
    case .file(let path):
      guard let source = try? workspace.source(of: path, from: occurrence.span) else { return .null }
      return location(of: Span(source, 0..<0))
    case .command, .parameter, .word: return .null
    }
  }

  private func location(of name: String, isFunction: Bool, _ occurrence: Occurrence, _ script: Script) -> JSON {
    definition(of: name, isFunction: isFunction, occurrence, script).map { location(of: $0.name.span) } ?? .null
  }

  /// The last one that can be seen there; the name's own, where it is defined.
  func definition(of name: String, isFunction: Bool, _ occurrence: Occurrence, _ script: Script) -> Definition? {
    let offset = occurrence.span.range.lowerBound
    let fitting = Definition.all(in: script).filter { $0.name.text == name && $0.isFunction == isFunction }
    return fitting.first { $0.name.span.range == occurrence.span.range }
      ?? fitting.filter { $0.isSeen(at: offset) }.max { $0.name.span.range.lowerBound < $1.name.span.range.lowerBound }
      ?? libraryDefinitions(of: script).first { $0.name.text == name && $0.isFunction == isFunction }
  }
}
