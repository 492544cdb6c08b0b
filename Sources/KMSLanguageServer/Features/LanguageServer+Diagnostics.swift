import KMSInterpreter
import KMSSyntax

extension LanguageServer {
  func diagnostics(of document: Document) -> [JSON] {
    let found =
      switch Parser.parseFile(document.source) {
      case .failure(let failure): failure.diagnostics
      case .success(let script): Checker(commands: commands, host: workspace).check(script, lints: true).diagnostics
      }
    return found.map { json($0, in: document) }
  }

  private func json(_ diagnostic: Diagnostic, in document: Document) -> JSON {
    let isHere = diagnostic.span.map { $0.source.name == document.source.name } ?? true
    let span = isHere ? diagnostic.span : document.useOfFile(named: diagnostic.span?.source.name)
    var members: [String: JSON] = [
      "range": document.positions.json(span?.range ?? 0..<0), "severity": .int(diagnostic.severity.number),
      "code": .string(diagnostic.code.description), "source": "kmsh", "message": .string(diagnostic.wholeMessage),
    ]
    if let place = diagnostic.span, !isHere {
      members["relatedInformation"] = [["location": location(of: place), "message": .string(diagnostic.message)]]
    }
    return .object(members)
  }

  func location(of span: Span) -> JSON {
    let positions = TextPositions(Array(span.source.text.utf8), encoding)
    let open = documents.values.first { $0.source.name == span.source.name }
    return [
      "uri": .string(open?.uri ?? DocumentURI.uri(ofPath: span.source.name)), "range": positions.json(span.range),
    ]
  }
}

extension Document {
  /// The path in the `use` that takes a file in; of a file that another one uses, the first there is.
  fileprivate func useOfFile(named name: String?) -> Span? {
    let uses = script.statements.compactMap { statement -> (path: String, span: Span)? in
      if case .use(let path, let span) = statement.kind { (path, span) } else { nil }
    }
    let use = uses.first { Workspace.place(of: $0.path, usedIn: source) == name } ?? uses.first
    return use?.span
  }
}

extension Diagnostic {
  /// With all that stands around the frame on a terminal.
  fileprivate var wholeMessage: String {
    let lines = [message + (label.map { " (\($0))" } ?? "")] + notes + (hint.map { ["hint: " + $0] } ?? [])
    return lines.joined(separator: "\n")
  }
}

extension Diagnostic.Severity {
  fileprivate var number: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
