import KMSSyntax

extension ValueType {
  /// What a bare word means in a slot of this type, if it means anything.
  func value(ofWord word: String) -> Value? {
    switch self {
    case .enumeration(let words): words.word(for: word).map { .enumeration($0) }
    case .id: .id(word)
    case .path: .path(word)
    case .list(let element): element.value(ofWord: word).map { .list([$0]) }
    case .either(let types): types.lazy.compactMap { $0.value(ofWord: word) }.first
    default: nil
    }
  }

  /// The enumerations whose words may stand here.
  var enumerations: [Words] {
    switch self {
    case .enumeration(let words): [words]
    case .list(let element): element.enumerations
    case .either(let types): types.flatMap(\.enumerations)
    default: []
    }
  }

  var takesId: Bool {
    switch self {
    case .id: true
    case .list(let element): element.takesId
    case .either(let types): types.contains(where: \.takesId)
    default: false
    }
  }

  var takesSecret: Bool {
    switch self {
    // Each field says for itself.
    case .secret, .fields: true
    case .list(let element): element.takesSecret
    case .either(let types): types.contains(where: \.takesSecret)
    default: false
    }
  }

  /// The type of an element where the slot takes several.
  var element: ValueType? {
    switch self {
    case .list(let element): element
    case .id(many: true): .id(many: false)
    case .any: .any
    case .either(let types):
      switch types.compactMap(\.element) {
      case let elements where elements.isEmpty: nil
      case let elements: .either(elements)
      }
    default: nil
    }
  }

  /// What to say of a word that means nothing here.
  func problem(withWord word: String, parameter: String, at span: Span) -> Diagnostic {
    if let words = enumerations.first(where: { !$0.words.isEmpty }) {
      return .unknownWord(word, words, parameter: parameter, at: span)
    }
    if case .any = self { return .bareWord(word, at: span) }
    return Diagnostic(
      .wrongType, "'\(parameter)' takes \(phrase), found the word '\(word)'", at: span,
      hint: String.straightQuotes(word)
        ?? (accepts(.text) ? "write \(Unparser.quote(word))" : example.map { "write \(parameter)=\($0)" }))
  }
}
