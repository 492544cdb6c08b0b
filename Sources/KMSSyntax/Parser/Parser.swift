/// Recursive descent over tokens that are read as the place demands.
public struct Parser {
  var lexer: Lexer
  /// What is open around the position, outermost first.
  var openers: [Opener] = []
  /// What the token before the position asks for, if it cannot end a statement.
  var pending: Opener?
  var context = Context()
  var diagnostics: [Diagnostic] = []
  var landmarks = Landmarks()
  /// What was read at the top of the text, a fault further down or not.
  var topStatements: [Statement] = []
  /// Whether no statement can be found behind the last fault.
  var isLost = false
  var depth = 0
  /// How tall the expression is that is being read.
  var height = 0

  /// Levels of blocks and brackets.
  static let depthLimit = 128
  /// Levels of a tree, its operators included; whoever walks it may recurse.
  static let heightLimit = 500
  static let diagnosticLimit = 20

  struct Context {
    /// Inside `where`, `sort`, … a bare word is a field, and `(` begins no command.
    var isRow = false
    /// `{` begins the block behind the expression and no record.
    var isBlockNext = false
    /// `parallel=` and its like belong to the `for` around the command.
    var isLoopSource = false

    var beforeBlock: Self { Self(isRow: isRow, isBlockNext: true, isLoopSource: isLoopSource) }
    var beforeLoopOptions: Self { Self(isRow: isRow, isBlockNext: true, isLoopSource: true) }
    var inRow: Self { Self(isRow: true, isBlockNext: isBlockNext, isLoopSource: isLoopSource) }
  }

  init(_ source: Source) { lexer = Lexer(source) }

  /// Parses what was typed so far.
  public static func parse(_ source: Source) -> ParseResult {
    switch outcome(source) {
    case .complete(let script): .complete(script)
    case .open: .incomplete
    case .failed(let diagnostics): .failed(diagnostics)
    }
  }

  /// Parses a whole text, whose end is an end.
  public static func parseFile(_ source: Source) -> Result<Script, ParseFailure> {
    switch outcome(source) {
    case .complete(let script): .success(script)
    case .open(let opener): .failure(ParseFailure(diagnostics: [opener.diagnostic]))
    case .failed(let diagnostics): .failure(ParseFailure(diagnostics: diagnostics))
    }
  }

  /// The statements that can be read, whatever is wrong with others.
  public static func parseSoundParts(of source: Source) -> Script {
    var parser = Parser(source)
    _ = parser.outcome()
    return Script(source: source, statements: parser.topStatements)
  }

  /// A whole text with what the formatter must know of it.
  static func parseWithLandmarks(_ source: Source) -> Result<Landmarks, ParseFailure> {
    var parser = Parser(source)
    switch parser.outcome() {
    case .complete: return .success(parser.landmarks)
    case .open(let opener): return .failure(ParseFailure(diagnostics: [opener.diagnostic]))
    case .failed(let diagnostics): return .failure(ParseFailure(diagnostics: diagnostics))
    }
  }

  private enum Outcome {
    case complete(Script)
    case open(Opener)
    case failed([Diagnostic])
  }

  private static func outcome(_ source: Source) -> Outcome {
    var parser = Parser(source)
    return parser.outcome()
  }

  private mutating func outcome() -> Outcome {
    do throws(Stop) {
      try refuseHiddenCharacters()
      let statements = try statements(in: nil)
      try refuseLateVersion(in: statements)
      if let join = lexer.openJoin { throw .incomplete(joinOpener(join)) }
      guard diagnostics.isEmpty else { return .failed(diagnostics) }
      return .complete(Script(source: lexer.source, statements: statements))
    } catch {
      switch error {
      case .failed(let diagnostic): return .failed(diagnostics + [diagnostic])
      case .incomplete(let opener):
        return diagnostics.isEmpty ? .open(opener) : .failed(diagnostics + [opener.diagnostic])
      }
    }
  }

  func joinOpener(_ range: Range<Int>) -> Opener { Opener(what: "a line that goes on", span: lexer.span(range)) }
}
