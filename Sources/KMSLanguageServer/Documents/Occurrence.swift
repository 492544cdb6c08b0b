import KMSSyntax

/// A word of a script that stands for something.
struct Occurrence {
  enum Kind {
    case variable(String)
    case function(String)
    case command(String)
    /// `name=` of a command.
    case parameter(String, of: String)
    case file(String)
    /// A field, an id, a word of an enumeration: nothing is said of it.
    case word
  }

  let kind: Kind
  let span: Span

  /// What stands at an offset, the narrowest first.
  static func at(_ offset: Int, in script: Script) -> Occurrence? {
    let found = script.statements.lazy.filter { $0.span.touches(offset) }
      .flatMap { all(in: .statement($0), near: offset) }
    return found.filter { $0.span.touches(offset) }.min { $0.span.range.count < $1.span.range.count }
  }

  private static func all(in node: Node, near offset: Int) -> [Occurrence] {
    own(node)
      + node.children.flatMap { child in
        child.span?.touches(offset) == false ? [] : all(in: child, near: offset)
      }
  }

  private static func own(_ node: Node) -> [Occurrence] {
    switch node {
    case .statement(let statement): names(in: statement)
    case .expression(let expression): names(in: expression)
    case .call(let call):
      [Occurrence(kind: .command(call.name.text), span: call.name.span)]
        + call.arguments.compactMap { argument in
          argument.name.map { Occurrence(kind: .parameter($0.text, of: call.name.text), span: $0.span) }
        }
    case .block, .argument, .stage: []
    }
  }

  private static func names(in statement: Statement) -> [Occurrence] {
    switch statement.kind {
    case .bind(let name, _): [variable(name)]
    case .for(let loop): [variable(loop.name)]
    case .try(_, let error?, _): [variable(error)]
    case .param(let parameter): [variable(parameter.name)]
    case .def(let function):
      [Occurrence(kind: .function(function.name.text), span: function.name.span)]
        + function.parameters.map { variable($0.name) }
    case .use(let path, let span): [Occurrence(kind: .file(path), span: span)]
    default: []
    }
  }

  private static func names(in expression: Expression) -> [Occurrence] {
    switch expression.kind {
    case .variable(let name): [variable(name)]
    case .function(let name, _): [Occurrence(kind: .function(name.text), span: name.span)]
    case .member(_, let name): [Occurrence(kind: .word, span: name.span)]
    case .word, .literal: [Occurrence(kind: .word, span: expression.span)]
    case .loop(let loop): [variable(loop.name)]
    default: []
    }
  }

  private static func variable(_ name: Name) -> Occurrence {
    Occurrence(kind: .variable(name.text), span: name.span)
  }
}

extension Span {
  func touches(_ offset: Int) -> Bool { range.lowerBound <= offset && offset <= range.upperBound }
}

extension Node {
  fileprivate var span: Span? {
    switch self {
    case .statement(let statement): statement.span
    case .block(let block): block.span
    case .expression(let expression): expression.span
    case .argument(let argument): argument.span
    case .stage(let stage): stage.span
    case .call: nil
    }
  }
}
