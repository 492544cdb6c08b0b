import KMSSyntax

/// Statements behind one that always leaves.
struct ReachLint {
  private var found: [Diagnostic] = []

  static func findings(in script: Script) -> [Diagnostic] {
    var lint = ReachLint()
    lint.visit(script.statements)
    return lint.found
  }

  private mutating func visit(_ statements: [Statement]) {
    let unreached = zip(statements, statements.dropFirst()).first { $0.leaves && !$1.runsAlways }
    if let unreached { found.append(.warning(.unreachable, "this never runs", at: unreached.1.span)) }
    for statement in statements { visit(Node.statement(statement).children) }
  }

  private mutating func visit(_ nodes: [Node]) {
    for node in nodes {
      if case .block(let block) = node { visit(block.statements) } else { visit(node.children) }
    }
  }
}

extension Statement {
  fileprivate var leaves: Bool {
    switch kind {
    case .yield, .return, .skip, .fail: true
    case .step(let step): step.body.leaves
    case .identity(let identity): identity.body.leaves
    case .if(let branches, let otherwise?): otherwise.leaves && branches.allSatisfy(\.body.leaves)
    default: false
    }
  }
}

extension Block {
  fileprivate var leaves: Bool { statements.contains(where: \.leaves) }
}
