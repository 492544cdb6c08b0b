import KMSSyntax

extension Definition {
  /// All that a script defines, in the order of the source.
  static func all(in script: Script) -> [Definition] {
    var finder = Finder(definitions: [])
    finder.visit(script.statements, to: script.source.text.utf8.count)
    return finder.definitions
  }

  private struct Finder {
    var definitions: [Definition]

    /// - Parameter end: where the block ends that the statements stand in.
    mutating func visit(_ statements: [Statement], to end: Int) {
      for statement in statements { visit(statement, to: end) }
    }

    private mutating func visit(_ statement: Statement, to end: Int) {
      let after = min(statement.span.range.upperBound, end)..<end
      switch statement.kind {
      // A step opens no scope.
      case .step(let step): visit(step.body.statements, to: end)
      case .for(let loop): visit(loop)
      case .try(let body, let error, let otherwise):
        visit(body)
        guard let otherwise else { return }
        if let error { add(error, .variable, in: otherwise) }
        visit(otherwise)
      case .def(let function):
        for parameter in function.parameters { add(parameter.name, .parameter(parameter), in: function.body) }
        visit(function.body)
        definitions.append(Definition(name: function.name, kind: .function(function), visible: after))
      case .param(let parameter):
        definitions.append(Definition(name: parameter.name, kind: .parameter(parameter), visible: after))
      case .bind(let name, let value):
        if case .loop(let loop) = value.kind { visit(loop) }
        definitions.append(Definition(name: name, kind: .variable, visible: after))
      default: visit(blocksOf: .statement(statement))
      }
    }

    private mutating func visit(_ loop: Loop) {
      add(loop.name, .variable, in: loop.body)
      visit(loop.body)
    }

    private mutating func visit(_ block: Block) { visit(block.statements, to: block.span.range.upperBound) }

    private mutating func visit(blocksOf node: Node) {
      for child in node.children {
        switch child {
        case .block(let block): visit(block)
        case .statement(let statement): visit(statement, to: statement.span.range.upperBound)
        case .expression, .call, .argument, .stage: break
        }
      }
    }

    private mutating func add(_ name: Name, _ kind: Kind, in block: Block) {
      definitions.append(Definition(name: name, kind: kind, visible: block.span.range))
    }
  }
}
