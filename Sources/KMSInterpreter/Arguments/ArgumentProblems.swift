import KMSSyntax

extension Diagnostic {
  static func unknownParameter(_ name: Name, of owner: Name, among names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownParameter, "'\(owner.text)' has no parameter '\(name.text)'", at: name.span,
      hint: .nearest(name.text, in: names) ?? .listing("its parameters are", names))
  }

  static func givenTwice(_ name: Name) -> Diagnostic {
    Diagnostic(.wrongArgumentCount, "'\(name.text)' is given twice", at: name.span)
  }

  static func missing(_ parameter: CommandParameter, of owner: Name) -> Diagnostic {
    Diagnostic(
      .missingParameter, "'\(owner.text)' wants '\(parameter.name)', \(parameter.type.phrase)", at: owner.span,
      hint: parameter.help.isEmpty ? nil : "\(parameter.name): \(parameter.help)")
  }

  static func tooMany(_ extra: Argument, for parameters: [CommandParameter], of owner: Name) -> Diagnostic {
    let named = parameters.filter { $0.form == .named }.map(\.name)
    let count = parameters.count { $0.form != .named }
    let message =
      count == 0
      ? "'\(owner.text)' takes no value without a name"
      : "'\(owner.text)' takes at most \(count) \(count == 1 ? "value" : "values") without a name"
    return Diagnostic(.wrongArgumentCount, message, at: extra.span, hint: .listing("by name it takes", named))
  }

  static func takesNoInput(_ owner: Name) -> Diagnostic {
    Diagnostic(.wrongArgumentCount, "'\(owner.text)' takes nothing from a pipeline", at: owner.span)
  }

  static func wrongType(
    _ parameter: String, _ type: ValueType, found: String, at span: Span, code: DiagnosticCode = .wrongType
  )
    -> Diagnostic
  {
    Diagnostic(
      code, "'\(parameter)' takes \(type.phrase), found \(found)", at: span,
      hint: type.example.map { "write \(parameter)=\($0)" })
  }

  static func unknownWord(_ word: String, _ words: ValueType.Words, parameter: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownWord, "'\(parameter)' does not know '\(word)'", at: span,
      hint: .nearest(Word.normal(word), in: words.words) ?? .listing("it takes", words.words))
  }

  static func bareWord(_ word: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongType, "'\(word)' is a bare word where a value is wanted", at: span,
      hint: String.straightQuotes(word) ?? "write \(Unparser.quote(word)) for text, $\(word) for a variable")
  }

  static func secret(_ what: String, at span: Span, hint: String? = nil) -> Diagnostic {
    Diagnostic(.secretWouldLeak, what, at: span, hint: hint)
  }
}

extension String {
  /// `did you mean 'sign'?`
  static func nearest(_ word: String, in words: [String]) -> String? {
    Suggestion.nearest(to: word, in: words).map { "did you mean '\($0)'?" }
  }

  /// What a text processor made of straight quotes.
  static func straightQuotes(_ word: String) -> String? {
    let curly: Set<Character> = ["“", "”", "„", "‘", "’", "«", "»"]
    guard word.contains(where: curly.contains) else { return nil }
    return "write straight quotes: \(Unparser.quote(word.filter { !curly.contains($0) }))"
  }

  static func listing(_ introduction: String, _ words: [String]) -> String? {
    guard !words.isEmpty else { return nil }
    let shown = words.prefix(12).joined(separator: ", ")
    return "\(introduction) \(shown)" + (words.count > 12 ? ", …" : "")
  }
}
