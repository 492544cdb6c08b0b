import KMSSyntax

extension LanguageServer {
  /// Steps, functions and parameters.
  func symbols(_ document: Document) -> JSON {
    .array(symbols(document.script.statements.map(Node.statement), document))
  }

  private func symbols(_ nodes: [Node], _ document: Document) -> [JSON] {
    nodes.flatMap { node -> [JSON] in
      guard case .statement(let statement) = node, let symbol = symbol(statement, document) else {
        return symbols(node.children, document)
      }
      return [symbol]
    }
  }

  private func symbol(_ statement: Statement, _ document: Document) -> JSON? {
    let (namespace, function, constant) = (3, 12, 14)
    let (name, kind, place): (String, Int, Span)
    switch statement.kind {
    case .step(let step): (name, kind, place) = (step.title.span.text, namespace, step.title.span)
    case .def(let definition): (name, kind, place) = (definition.signature, function, definition.name.span)
    case .param(let parameter): (name, kind, place) = (parameter.signature, constant, parameter.name.span)
    default: return nil
    }
    return [
      "name": .string(name), "kind": .int(kind), "range": document.positions.json(statement.span.range),
      "selectionRange": document.positions.json(place.range),
      "children": .array(symbols(Node.statement(statement).children, document)),
    ]
  }
}
