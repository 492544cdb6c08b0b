import KMSSyntax

extension ScriptCheck {
  /// Holds the fields of a record literal against the slots that they stand in.
  mutating func check(_ fields: [(Name, Expression)], in shape: RecordShape, at span: Span) {
    let slots = shape.fields
    var given: Set<String> = []
    for (name, value) in fields {
      guard let slot = shape[name.text] else {
        report(.unknownField(name, of: shape.name, among: slots.map(\.name)))
        if !value.isWord { _ = infer(value) }
        continue
      }
      if !given.insert(slot.name).inserted { report(.givenTwice(name)) }
      check(value, in: slot.parameter)
    }
    checkPresence(of: slots, in: shape, given: given, at: span)
  }

  private mutating func checkPresence(
    of slots: [RecordShape.Field], in shape: RecordShape, given: Set<String>, at span: Span
  ) {
    for slot in slots where slot.isRequired && !given.contains(slot.name) {
      report(
        Diagnostic(.missingParameter, "\(shape.name) wants '\(slot.name)', \(slot.type.phrase)", at: span))
    }
    guard !shape.alternatives.isEmpty, given.intersection(shape.alternatives).count != 1 else { return }
    report(
      Diagnostic(
        .missingParameter, "\(shape.name) wants exactly one of its alternatives", at: span,
        hint: .listing("they are", shape.alternatives)))
  }
}

extension Diagnostic {
  static func unknownField(_ name: Name, of owner: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownField, "\(owner) has no field '\(name.text)'", at: name.span,
      hint: .nearest(Word.normal(name.text), in: names) ?? .listing("its fields are", names))
  }
}
