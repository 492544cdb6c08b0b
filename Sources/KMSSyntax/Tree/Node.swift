/// One thing of a tree, whatever it is, for readers that walk all of it.
public enum Node: Sendable {
  case statement(Statement)
  case block(Block)
  case expression(Expression)
  case call(Call)
  case argument(Argument)
  case stage(Stage)

  /// What stands in it, in the order of the source.
  public var children: [Node] {
    switch self {
    case .statement(let statement): statement.children
    case .block(let block): block.statements.map(Node.statement)
    case .expression(let expression): expression.children
    case .call(let call): call.arguments.map(Node.argument)
    case .argument(let argument): [.expression(argument.value)]
    case .stage(let stage): stage.children
    }
  }
}

extension Statement {
  fileprivate var children: [Node] {
    switch kind {
    case .version, .use, .require: []
    case .param(let parameter): parameter.initial.nodes
    case .bind(_, let value), .fail(let value), .confirm(let value), .yield(let value), .skip(let value),
      .expression(let value):
      [.expression(value)]
    case .if(let branches, let otherwise):
      branches.flatMap { [Node.expression($0.condition), .block($0.body)] } + otherwise.nodes
    case .for(let loop): loop.children
    case .step(let step): [.expression(step.title)] + step.options.map(Node.argument) + [.block(step.body)]
    case .assert(let condition, let why), .check(let condition, let why): [.expression(condition)] + why.nodes
    case .assertFails(_, let statement): [.statement(statement)]
    case .try(let body, _, let otherwise): [.block(body)] + otherwise.nodes
    case .def(let function): function.parameters.flatMap(\.initial.nodes) + [.block(function.body)]
    case .return(let value): value.nodes
    case .wait(let wait): [.expression(wait.condition)] + wait.options.map(Node.argument)
    case .identity(let identity): [.block(identity.body)]
    }
  }
}

extension Loop {
  fileprivate var children: [Node] { [.expression(list)] + options.map(Node.argument) + [.block(body)] }
}

extension Expression {
  fileprivate var children: [Node] {
    switch kind {
    case .literal, .variable, .word: []
    case .interpolation(let parts):
      parts.compactMap { if case .expression(let inner) = $0 { .expression(inner) } else { nil } }
    case .list(let elements): elements.map(Node.expression)
    case .record(let fields): fields.map { .expression($0.1) }
    case .member(let base, _): [.expression(base)]
    case .index(let base, let index): [.expression(base), .expression(index)]
    case .not(let operand), .negative(let operand): [.expression(operand)]
    case .binary(_, let left, let right): [.expression(left), .expression(right)]
    case .function(_, let arguments): arguments.map(Node.argument)
    case .call(let call): [.call(call)]
    case .pipeline(let source, let stages): [.expression(source)] + stages.map(Node.stage)
    case .loop(let loop): loop.children
    }
  }
}

extension Stage {
  fileprivate var children: [Node] {
    switch kind {
    case .where(let value), .take(let value), .skip(let value), .sort(let value, _): [.expression(value)]
    case .select(let fields), .group(let fields): fields.map(Node.expression)
    case .distinct(let field): field.nodes
    case .count, .first, .last: []
    case .call(let call): [.call(call)]
    }
  }
}

extension Expression? {
  fileprivate var nodes: [Node] { map { [.expression($0)] } ?? [] }
}

extension Block? {
  fileprivate var nodes: [Node] { map { [.block($0)] } ?? [] }
}
