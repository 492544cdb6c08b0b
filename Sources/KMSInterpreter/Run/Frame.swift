import KMSSyntax

/// Where a statement runs: what it sees and what stands around it.
struct Frame: Sendable {
  var bindings: Bindings
  var program: Program
  var step: String?
  var items: [String] = []
  /// The bodies of loops and functions, where an expression alone prints nothing.
  var isQuiet = false
  /// The row whose fields bare words name.
  var row: Value?

  init(bindings: Bindings, program: Program) {
    self.bindings = bindings
    self.program = program
  }

  func site(_ span: Span) -> Site { Site(span: span, step: step, items: items) }
}

/// How control left a statement.
enum Flow: Sendable {
  case next
  case yielded(Value)
  case returned(Value)
  case skipped(String)

  var isNext: Bool { if case .next = self { true } else { false } }
}
