public import KMSSyntax

extension Program {
  /// What is wrong with the values for the program's parameters: unknown names, missing ones, other types.
  public func problems(with values: [String: Value]) -> [Diagnostic] {
    let parameters = parameters
    let names = parameters.map { Word.normal($0.name.text) }
    let unknown = values.keys.sorted().filter { !names.contains(Word.normal($0)) }
    return unknown.map { .unknownScriptParameter($0, among: names) } + parameters.compactMap { problem($0, values) }
  }

  private func problem(_ parameter: Parameter, _ values: [String: Value]) -> Diagnostic? {
    let name = parameter.name.text
    guard let type = ValueType(named: parameter.type.text) else { return nil }
    guard let value = values[scriptParameter: name] else {
      return parameter.initial == nil ? .missingScriptParameter(parameter, type) : nil
    }
    guard type.coerced(value) == nil else { return nil }
    return .wrongType(name, type, found: value.phrase, at: parameter.name.span)
  }
}

extension [String: Value] {
  /// `--max-age` and `max_age` are alike.
  subscript(scriptParameter name: String) -> Value? {
    self[name] ?? first { Word.normal($0.key) == Word.normal(name) }?.value
  }
}

extension Diagnostic {
  fileprivate static func unknownScriptParameter(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownParameter, "the script has no parameter '\(name)'",
      hint: .nearest(Word.normal(name), in: names) ?? .listing("its parameters are", names))
  }

  fileprivate static func missingScriptParameter(_ parameter: Parameter, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .missingParameter, "the script wants '\(parameter.name.text)', \(type.phrase)", at: parameter.name.span,
      hint: "give it with --\(Word.normal(parameter.name.text)) VALUE")
  }
}
