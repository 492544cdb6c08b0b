import KMSSyntax

/// Destructive commands that nobody was asked about.
///
/// None of them are those in a step that runs always, which tidies up and must not wait for an answer; those of
/// `assert fails`; and those on objects that the script has made itself.
struct DestructionLint {
  private let commands: CommandTable
  private let program: Program
  private var found: [Diagnostic] = []
  private var isConfirmed = false
  private var isTidying = false
  /// Variables that hold objects of the script's own making.
  private var made: Set<String> = []
  /// Definitions that destroy without asking.
  private var destroyers: Set<String> = []

  static func findings(in program: Program, commands: CommandTable) -> [Diagnostic] {
    var lint = DestructionLint(program, commands)
    program.script.statements.forEach { lint.visit($0) }
    return lint.found
  }

  private init(_ program: Program, _ commands: CommandTable) {
    (self.program, self.commands) = (program, commands)
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .confirm: isConfirmed = true
    case .assertFails: break
    case .bind(let name, let value):
      visit(.expression(value))
      if isMaking(value) { made.insert(name.text) }
    case .step(let step):
      let outer = isTidying
      isTidying = outer || step.isAlways
      visit(Node.statement(statement).children)
      isTidying = outer
    case .for(let loop): visit(loop)
    case .def(let function): define(function)
    case .use(let path, _): take(path)
    default: visit(Node.statement(statement).children)
    }
  }

  private mutating func visit(_ nodes: [Node]) { nodes.forEach { visit($0) } }

  private mutating func visit(_ node: Node) {
    switch node {
    case .statement(let statement): visit(statement)
    case .expression(let expression):
      switch expression.kind {
      case .loop(let loop): visit(loop)
      case .function(let name, _): weigh(name) { $0.destroyers.contains(name.text) }
      default: break
      }
      visit(node.children)
    case .call(let call):
      weigh(call.name) { $0.destroyers.contains(call.name.text) || $0.destroys(call) }
      visit(node.children)
    case .block, .argument, .stage: visit(node.children)
    }
  }

  private mutating func visit(_ loop: Loop) {
    if isMade(loop.list) { made.insert(loop.name.text) }
    visit([.expression(loop.list), .block(loop.body)])
  }

  private mutating func weigh(_ name: Name, _ isDestructive: (Self) -> Bool) {
    guard !isConfirmed, !isTidying, isDestructive(self) else { return }
    found.append(
      .warning(
        .unconfirmed, "'\(name.text)' destroys, and no confirm stands before it", at: name.span,
        hint: "ask first: confirm \"destroy {count($keys)} keys\""))
  }

  private mutating func define(_ function: Function) {
    var inner = DestructionLint(program, commands)
    inner.destroyers = destroyers
    function.body.statements.forEach { inner.visit($0) }
    if !inner.found.isEmpty { destroyers.insert(function.name.text) }
  }

  private mutating func take(_ path: String) {
    guard let library = program.uses[path] else { return }
    var inner = DestructionLint(library, commands)
    library.script.statements.forEach { inner.visit($0) }
    destroyers.formUnion(inner.destroyers)
  }
}

extension DestructionLint {
  /// Operations whose answer is an object that was not there before.
  private static let making: Set<String> = [
    "create", "create-key-pair", "register", "import", "certify", "re-certify", "derive-key", "re-key",
    "re-key-key-pair",
  ]

  private func destroys(_ call: Call) -> Bool {
    guard let command = commands.row(of: call), command.effect == .destructive else { return false }
    let targets = ArgumentLayout(call.arguments, for: command.parameters, of: call.name).slots
      .filter { $0.parameter.type.takesId || $0.parameter.type.shape != nil }.flatMap(\.arguments)
    return targets.isEmpty || !targets.allSatisfy { isMade($0.value) }
  }

  private func isMade(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .variable(let name): made.contains(name.text)
    case .member(let base, _), .index(let base, _): isMade(base)
    case .list(let elements): !elements.isEmpty && elements.allSatisfy(isMade)
    case .pipeline(let source, let stages): isMade(source) && !stages.contains(where: \.isCall)
    default: false
    }
  }

  private func isMaking(_ expression: Expression) -> Bool {
    guard case .call(let call) = expression.kind, let command = commands.row(of: call) else {
      return isMade(expression)
    }
    let words = command.operations.map { $0.lowercased().split(separator: " ").joined(separator: "-") }
    return command.effect == .write && words.contains(where: Self.making.contains)
  }
}

extension Stage {
  fileprivate var isCall: Bool { if case .call = kind { true } else { false } }
}
