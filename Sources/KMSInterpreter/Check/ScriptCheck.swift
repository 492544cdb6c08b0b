import KMSSyntax

/// The checking of one file, line or entry.
struct ScriptCheck {
  let commands: CommandTable
  let loader: UseLoader
  let source: Source
  let isPrompt: Bool
  /// A file that another one uses: definitions and parameters alone.
  var isLibrary = false
  private(set) var diagnostics: [Diagnostic] = []
  /// All that was bound, wherever it can be seen.
  private(set) var bindings: [Binding] = []
  var levels: [Level] = [Level(.file)]
  var place = Place()
  /// Files that were read, by the path that `use` gives.
  var uses: [String: Program] = [:]

  /// A block and what it binds.
  struct Level {
    enum Kind { case prompt, file, block, function }

    let kind: Kind
    var names: [String: StaticType] = [:]
    var functions: [String: FunctionShape] = [:]
    /// The files whose parameters the names are, so that two ways to the same file do not clash.
    var origins: [String: String] = [:]

    init(_ kind: Kind) { self.kind = kind }
  }

  struct FunctionShape: Sendable {
    let parameters: [CommandParameter]
    let returns: StaticType
  }

  /// What stands around a statement.
  struct Place {
    var isTop = true
    var isInLoop = false
    var isInFunction = false
    /// The definition that is being read, which cannot see itself.
    var defining: String?
    var returned: [StaticType] = []
    /// What bare words are fields of, inside `where` and its like.
    var row: StaticType?
  }

  init(commands: CommandTable, loader: UseLoader, source: Source, isPrompt: Bool) {
    self.commands = commands
    self.loader = loader
    self.source = source
    self.isPrompt = isPrompt
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func adopt(_ bindings: Bindings) {
    var level = Level(.prompt)
    level.names = bindings.values.mapValues { StaticType(of: $0) }
    level.functions = bindings.closures.mapValues {
      FunctionShape(parameters: $0.function.parameters.map(\.row), returns: .any)
    }
    levels.insert(level, at: 0)
  }

  /// The used files, by path.
  mutating func check(_ script: Script) -> [String: Program] {
    for (index, statement) in script.statements.enumerated() {
      if case .version = statement.kind, index > 0 {
        report(Diagnostic(.misplacedStatement, "'kms' stands first in a file", at: statement.span))
      }
      check(statement)
    }
    return uses
  }

  mutating func check(_ block: Block, binding names: [(Name, StaticType)] = [], kind: Level.Kind = .block) {
    let outer = place
    place.isTop = false
    levels.append(Level(kind))
    for (name, type) in names { bind(name, type) }
    block.statements.forEach { check($0) }
    levels.removeLast()
    let returned = place.returned
    place = outer
    place.returned = returned
  }
}

extension Statement {
  var runsAlways: Bool { if case .step(let step) = kind { step.isAlways } else { false } }
}

extension ScriptCheck {
  /// Binds a name, which must be free in its block and in the blocks around it.
  mutating func bind(_ name: Name, _ type: StaticType) {
    if isBound(name.text) {
      report(
        Diagnostic(
          .alreadyBound, "$\(name.text) is bound already", at: name.span,
          hint: "a name is bound once; outer names are read-only: choose another"))
    }
    levels[levels.count - 1].names[name.text] = type
    bindings.append(Binding(name, type))
  }

  private func isBound(_ name: String) -> Bool {
    for level in levels.reversed() {
      switch level.kind {
      case .prompt: return false
      case .file where isPrompt: return false
      default: if level.names[name] != nil { return true }
      }
      if level.kind == .function { return false }
    }
    return false
  }

  func type(of name: String) -> StaticType? {
    levels.reversed().lazy.compactMap { $0.names[name] }.first
  }

  func shape(of function: String) -> FunctionShape? {
    levels.reversed().lazy.compactMap { $0.functions[function] }.first
  }

  var variableNames: [String] { levels.flatMap(\.names.keys).sorted() }
  var functionNames: [String] { levels.flatMap(\.functions.keys).sorted() }
}
