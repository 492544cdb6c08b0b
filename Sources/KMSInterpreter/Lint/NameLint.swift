import KMSSyntax

/// Names that nothing uses. One that begins with `_` may stay unused.
struct NameLint {
  private struct Entry {
    let diagnostic: Diagnostic
    var isUsed = false
  }

  private let program: Program
  private var entries: [Entry] = []
  /// What each block binds, by name, as an index of an entry.
  private var scopes: [[String: Int]] = [[:]]
  private var functions: [String: Int] = [:]

  static func findings(in program: Program) -> [Diagnostic] {
    var lint = NameLint(program: program)
    program.script.statements.forEach { lint.visit($0) }
    return lint.entries.filter { !$0.isUsed }.map(\.diagnostic)
  }

  private init(program: Program) { self.program = program }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .bind(let name, let value):
      visit(.expression(value))
      bind(name)
    case .param(let parameter):
      visit(Node.statement(statement).children)
      bind(parameter)
    case .for(let loop): visit(loop)
    case .step(let step):
      visit([.expression(step.title)] + step.options.map(Node.argument))
      // A step opens no scope.
      step.body.statements.forEach { visit($0) }
    case .try(let body, let error, let otherwise):
      visit(.block(body))
      if let otherwise { visit(otherwise, binding: error) }
    case .def(let function): visit(function)
    case .use(let path, let span): take(path, at: span)
    default: visit(Node.statement(statement).children)
    }
  }

  private mutating func visit(_ nodes: [Node]) { nodes.forEach { visit($0) } }

  private mutating func visit(_ node: Node) {
    switch node {
    case .statement(let statement): visit(statement)
    case .block(let block): visit(block, binding: nil)
    case .call(let call):
      use(function: call.name.text)
      visit(node.children)
    case .expression(let expression):
      switch expression.kind {
      case .variable(let name): use(name.text)
      case .loop(let loop): visit(loop)
      case .function(let name, _):
        use(function: name.text)
        visit(node.children)
      default: visit(node.children)
      }
    case .argument, .stage: visit(node.children)
    }
  }

  private mutating func visit(_ loop: Loop) {
    visit([.expression(loop.list)] + loop.options.map(Node.argument))
    visit(loop.body, binding: loop.name)
  }

  private mutating func visit(_ block: Block, binding name: Name?) {
    scopes.append([:])
    if let name { bind(name) }
    block.statements.forEach { visit($0) }
    scopes.removeLast()
  }

  private mutating func visit(_ function: Function) {
    visit(function.parameters.compactMap(\.initial).map(Node.expression))
    scopes.append([:])
    function.parameters.forEach { bind($0) }
    function.body.statements.forEach { visit($0) }
    scopes.removeLast()
    let name = function.name
    functions[name.text] = add(.warning(.unusedDefinition, "'\(name.text)' is never called", at: name.span))
  }
}

extension NameLint {
  private mutating func bind(_ name: Name) {
    guard !name.text.hasPrefix("_") else { return }
    let index = add(
      .warning(
        .unusedVariable, "$\(name.text) is never used", at: name.span,
        hint: "leave it out, or call it $_\(name.text) if it is to stay"))
    scopes[scopes.count - 1][name.text] = index
  }

  private mutating func bind(_ parameter: Parameter) {
    let name = parameter.name
    guard !name.text.hasPrefix("_") else { return }
    let index = add(.warning(.unusedParameter, "the parameter '\(name.text)' is never used", at: name.span))
    scopes[scopes.count - 1][name.text] = index
  }

  /// Whatever a file defines, its use is the use of the file.
  private mutating func take(_ path: String, at span: Span) {
    guard let library = program.uses[path] else { return }
    let index = add(.warning(.unusedFile, "nothing of \(Unparser.quote(path)) is used", at: span))
    for name in library.definedVariables { scopes[0][name] = index }
    for name in library.definedFunctions { functions[name] = index }
  }

  private mutating func add(_ diagnostic: Diagnostic) -> Int {
    entries.append(Entry(diagnostic: diagnostic))
    return entries.count - 1
  }

  private mutating func use(_ name: String) {
    if let index = scopes.reversed().lazy.compactMap({ $0[name] }).first { entries[index].isUsed = true }
  }

  private mutating func use(function name: String) {
    if let index = functions[name] { entries[index].isUsed = true }
  }
}

extension Program {
  fileprivate var definedVariables: [String] {
    script.statements.compactMap { if case .param(let parameter) = $0.kind { parameter.name.text } else { nil } }
      + uses.values.flatMap(\.definedVariables)
  }

  fileprivate var definedFunctions: [String] {
    script.statements.compactMap { if case .def(let function) = $0.kind { function.name.text } else { nil } }
      + uses.values.flatMap(\.definedFunctions)
  }
}
