import KMSSyntax

/// Where a statement runs: what it sees and what stands around it.
struct Frame: Sendable {
  var bindings: Bindings
  var program: Program
  var step: String?
  var items: [String] = []
  /// Whose identity commands run under, where `as` names one.
  var profile: String?
  var attempt = 1
  /// Whether what commands gave is kept for a further attempt of the item.
  var keepsResults = false
  /// Whether it tidies up after a failure.
  var isAftermath = false
  var strand: Strand
  /// The bodies of loops and functions, where an expression alone prints nothing.
  var isQuiet = false
  /// The row whose fields bare words name.
  var row: Value?

  init(bindings: Bindings, program: Program, strand: Strand) {
    self.bindings = bindings
    self.program = program
    self.strand = strand
  }

  func site(_ span: Span) -> Site {
    Site(span: span, step: step, items: items, attempt: attempt, isAftermath: isAftermath, profile: profile)
  }

  /// The place of something that goes on record.
  func event(_ span: Span) -> Site {
    var site = site(span)
    site.key = strand.nextKey()
    return site
  }
}

/// How control left a statement.
enum Flow: Sendable {
  case next
  case yielded(Value)
  case returned(Value)
  case skipped(String)

  var isNext: Bool { if case .next = self { true } else { false } }
}
