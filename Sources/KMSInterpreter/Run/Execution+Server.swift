public import KMSSyntax

extension Execution {
  /// What the script requires of the server is asked for before anything else runs.
  func require(_ script: Script, in frame: Frame) async throws {
    for case (.require(let requirements), let span) in script.statements.map({ ($0.kind, $0.span) }) {
      for requirement in requirements { try await require(requirement, at: span, in: frame) }
    }
  }

  private func require(_ requirement: Requirement, at span: Span, in frame: Frame) async throws {
    let site = frame.event(requirement.span)
    let words = "require " + Unparser.requirement(requirement)
    do {
      try await host.require(requirement, at: site)
    } catch {
      let failure = Failure(wrapping: error, at: requirement.span)
      guard failure.kind != .audit, failure.kind != .cancelled else { throw failure }
      try await host.note(
        StatementEvent(kind: .check, status: .failed, text: words, message: failure.diagnostic.message, site: site))
      throw failure
    }
    try await host.note(StatementEvent(kind: .check, status: .ok, text: words, site: site))
  }

  /// `as profile=NAME { }`
  func run(_ identity: Identity, at span: Span, in frame: Frame) async throws -> Flow {
    try await note("as profile=\(Unparser.quote(identity.profile.text))", at: span, in: frame)
    var inner = frame
    inner.profile = identity.profile.text
    return try await run(identity.body, in: inner)
  }
}

extension Requirement {
  /// What is wrong with a server that speaks `version` and offers `operations`, in the words of the language.
  public func failure(version: Version, operations: Set<String>) -> Failure? {
    switch kind {
    case .server(let comparison, let wanted):
      guard !version.holds(comparison, wanted) else { return nil }
      return .evaluation(
        .requirementUnmet,
        "the server speaks KMIP \(version), and the script requires \(comparison.rawValue) \(wanted)",
        at: span)
    case .operations(let wanted):
      let offered = Set(operations.map(Word.joined))
      let missing = wanted.filter { !offered.contains(Word.joined($0.text)) }
      guard let first = missing.first else { return nil }
      return .evaluation(
        .requirementUnmet, "the server does not offer \(missing.map(\.text).joined(separator: ", "))", at: first.span,
        hint: "'query' lists what it offers")
    }
  }
}
