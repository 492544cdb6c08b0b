extension Parser {
  /// `require server>="2.1" operations=[create, rekey-key-pair]`
  mutating func requirements() throws(Stop) -> [Requirement] {
    var requirements = [try requirement()]
    while try peek().word != nil { requirements.append(try requirement()) }
    return requirements
  }

  private mutating func requirement() throws(Stop) -> Requirement {
    let start = try start()
    let kind = lexer.argumentName(at: start) == nil ? try serverRequirement() : try operationsRequirement()
    return Requirement(kind, span(from: start))
  }

  private mutating func serverRequirement() throws(Stop) -> Requirement.Kind {
    let subject = try name("what the server must have: server>=\"2.1\" or operations=[create]")
    guard subject.text == "server" else { throw unknownRequirement(subject) }
    let comparisons: [Symbol] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
    guard let symbol = try peek().symbol, comparisons.contains(symbol),
      let comparison = Operator(rawValue: symbol.rawValue)
    else { throw try unexpected(wanted: "a comparison such as >=") }
    goOn(after: try next())
    let value = try argumentValue()
    guard case .literal(.text(let text)) = value.kind, let version = Version(text) else {
      throw failure(.unexpected, "a version is wanted here", at: value.span, hint: "write server>=\"2.1\"")
    }
    return .server(comparison, version)
  }

  private mutating func operationsRequirement() throws(Stop) -> Requirement.Kind {
    let argument = try argument()
    guard let name = argument.name, name.text == "operations" else {
      throw unknownRequirement(argument.name ?? Name("", argument.span))
    }
    guard case .list(let elements) = argument.value.kind else { throw noOperation(at: argument.value.span) }
    var operations: [Name] = []
    for element in elements {
      guard case .word(let word) = element.kind else { throw noOperation(at: element.span) }
      operations.append(Name(word, element.span))
    }
    return .operations(operations)
  }

  private func unknownRequirement(_ name: Name) -> Stop {
    failure(
      .unknownParameter, "'require' does not know '\(name.text)'", at: name.span,
      hint: "write server>=\"2.1\" or operations=[create, rekey-key-pair]")
  }

  private func noOperation(at span: Span) -> Stop {
    failure(
      .unexpected, "'operations' takes a list of operations", at: span,
      hint: "write operations=[create, rekey-key-pair]")
  }
}
