public import KMSSyntax

extension Failure {
  /// An error of the script itself, found while it runs; `try` does not catch it.
  public static func evaluation(
    _ code: DiagnosticCode, _ message: String, at span: Span, label: String? = nil, notes: [String] = [],
    hint: String? = nil
  ) -> Failure {
    Failure(.assertion, Diagnostic(code, message, at: span, label: label, notes: notes, hint: hint))
  }

  public init(_ kind: Kind, _ diagnostic: Diagnostic) {
    let value = ErrorValue(code: diagnostic.code.description, message: diagnostic.message, hint: diagnostic.hint)
    self.init(kind, value, diagnostic)
  }

  /// Any error as a failure of the statement at `span`.
  public init(wrapping error: any Error, at span: Span) {
    switch error {
    case let failure as Failure: self = failure
    case let diagnostic as Diagnostic: self.init(Kind(of: diagnostic.code), diagnostic)
    case is CancellationError: self.init(.cancelled, Diagnostic(.cancelled, "cancelled", at: span))
    default: self.init(.assertion, Diagnostic(.refusedLocally, "\(error)", at: span))
    }
    if diagnostic.span == nil { diagnostic.span = span }
  }
}

extension Failure.Kind {
  /// What a diagnostic without a kind amounts to.
  init(of code: DiagnosticCode) {
    switch code.rawValue {
    case 309: self = .cancelled
    case 400..<500, 700..<800: self = .refused
    case 509: self = .inDoubt
    case 500..<600: self = .unreachable
    case 600..<700: self = .audit
    default: self = .assertion
    }
  }
}
