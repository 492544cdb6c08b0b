public enum ParseResult: Sendable {
  case complete(Script)
  /// The text ends inside an open block, bracket or text, or after `|`, `,`, an operator or `\`: the next line goes on.
  case incomplete
  case failed([Diagnostic])
}

/// What ends parsing on its way.
enum Stop: Error {
  case failed(Diagnostic)
  case incomplete(Opener)
}

/// What waits for its other half.
struct Opener {
  let what: String
  let span: Span

  static let text = "a text"

  var diagnostic: Diagnostic {
    Diagnostic(.unclosed, "the file ends inside \(what)", at: span, label: "begins here")
  }
}

/// Every fault that parsing found; never empty.
public struct ParseFailure: Error, Sendable {
  public let diagnostics: [Diagnostic]
}
