import KMSSyntax

extension ScriptCheck {
  mutating func check(_ wait: Wait) {
    checkCondition(wait.condition)
    checkDurations(wait.options, of: "wait", known: Wait.optionNames)
  }

  mutating func check(_ identity: Identity) {
    if let known = loader.profiles, !known.contains(identity.profile.text) {
      report(
        Diagnostic(
          .unknownWord, "there is no profile '\(identity.profile.text)'", at: identity.profile.span,
          hint: .nearest(identity.profile.text, in: known) ?? .listing("there are", known)))
    }
    check(identity.body)
  }

  mutating func check(_ requirements: [Requirement], at span: Span) {
    if !place.isTop { misplaced("'require' stands at the top of a file", span) }
    for case .operations(let names) in requirements.map(\.kind) { names.forEach { check(operation: $0) } }
  }

  private mutating func check(operation name: Name) {
    let known = commands.operations
    guard !known.isEmpty, !known.contains(where: { Word.joined($0) == Word.joined(name.text) }) else { return }
    report(
      Diagnostic(
        .unknownWord, "there is no operation '\(name.text)'", at: name.span,
        hint: .nearest(Word.normal(name.text), in: known)))
  }
}
