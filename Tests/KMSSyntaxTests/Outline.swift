@testable import KMSSyntax

/// A tree in brackets, so that a row of a table can spell one out.
enum Outline {
  static func of(_ text: String) -> String {
    switch Parser.parse(Source(name: "test.kms", text: text)) {
    case .complete(let script): script.statements.map(statement).joined(separator: "; ")
    case .incomplete: "incomplete"
    case .failed(let diagnostics): "failed " + diagnostics.map { "\($0.code) \($0.message)" }.joined(separator: "; ")
    }
  }

  static func statement(_ statement: Statement) -> String {
    switch statement.kind {
    case .version(let version): "(kms \(version))"
    case .param(let parameter): "(param \(self.parameter(parameter)))"
    case .bind(let name, let value): "(let \(name.text) \(expression(value)))"
    case .if(let branches, let otherwise):
      "(if " + branches.map { "\(expression($0.condition)) \(block($0.body))" }.joined(separator: " ")
        + (otherwise.map { " else \(block($0))" } ?? "") + ")"
    case .for(let loop): self.loop(loop)
    case .step(let step):
      "(step \(expression(step.title))\(step.isAlways ? " always" : "")\(arguments(step.options)) \(block(step.body)))"
    case .assert(let condition, let why): "(assert \(expression(condition))\(why.map { " " + expression($0) } ?? ""))"
    case .check(let condition, let why): "(check \(expression(condition))\(why.map { " " + expression($0) } ?? ""))"
    case .assertFails(let reasons, let inner):
      "(fails \(reasons.map(\.text).joined(separator: ",")) \(self.statement(inner)))"
    case .fail(let why): "(fail \(expression(why)))"
    case .confirm(let question): "(confirm \(expression(question)))"
    case .try(let body, let error, let otherwise):
      "(try \(block(body))\(error.map { " $" + $0.text } ?? "")\(otherwise.map { " " + block($0) } ?? ""))"
    case .def(let function):
      "(def \(function.name.text) [" + function.parameters.map(parameter).joined(separator: ", ")
        + "] \(block(function.body)))"
    case .use(let path, _): "(use \(path))"
    case .yield(let value): "(yield \(expression(value)))"
    case .return(let value): value.map { "(return \(expression($0)))" } ?? "(return)"
    case .skip(let why): "(skip \(expression(why)))"
    case .expression(let value): expression(value)
    case .wait(let wait): "(wait \(expression(wait.condition))\(arguments(wait.options)))"
    case .identity(let identity): "(as \(identity.profile.text) \(block(identity.body)))"
    case .require(let requirements): "(require \(requirements.map(Unparser.requirement).joined(separator: " ")))"
    }
  }

  private static func block(_ block: Block) -> String {
    "{" + block.statements.map(statement).joined(separator: "; ") + "}"
  }

  private static func parameter(_ parameter: Parameter) -> String {
    "\(parameter.name.text):\(parameter.type.text)" + (parameter.initial.map { "=\(expression($0))" } ?? "")
      + (parameter.help.map { " '\($0)'" } ?? "")
  }

  private static func loop(_ loop: Loop) -> String {
    "(for \(loop.name.text) \(expression(loop.list))\(arguments(loop.options)) \(block(loop.body)))"
  }

  private static func arguments(_ arguments: [Argument]) -> String {
    arguments.map { " " + ($0.name.map { $0.text + "=" } ?? "") + expression($0.value) }.joined()
  }

  static func expression(_ expression: Expression) -> String {
    switch expression.kind {
    case .literal(let literal): literal.spelling
    case .interpolation(let parts): "(text" + parts.map(part).joined() + ")"
    case .list(let elements): "[" + elements.map(self.expression).joined(separator: ", ") + "]"
    case .record(let fields): "{" + fields.map { "\($0.text): \(self.expression($1))" }.joined(separator: ", ") + "}"
    case .variable(let name): "$" + name.text
    case .word(let word): word
    case .member(let base, let name): "(. \(self.expression(base)) \(name.text))"
    case .index(let base, let index): "(at \(self.expression(base)) \(self.expression(index)))"
    case .not(let operand): "(not \(self.expression(operand)))"
    case .negative(let operand): "(neg \(self.expression(operand)))"
    case .binary(let operation, let left, let right):
      "(\(operation.rawValue) \(self.expression(left)) \(self.expression(right)))"
    case .function(let name, let arguments): "\(name.text)(\(self.arguments(arguments).dropFirst()))"
    case .call(let call): "(call \(call.name.text)\(arguments(call.arguments)))"
    case .pipeline(let source, let stages):
      "(pipe \(self.expression(source)) " + stages.map(stage).joined(separator: " ") + ")"
    case .loop(let loop): self.loop(loop)
    }
  }

  private static func part(_ part: TextPart) -> String {
    switch part {
    case .text(let text): " " + Unparser.quote(text)
    case .expression(let expression): " " + self.expression(expression)
    }
  }

  private static func stage(_ stage: Stage) -> String {
    switch stage.kind {
    case .where(let condition): "(where \(expression(condition)))"
    case .sort(let field, let descending): "(sort \(expression(field))\(descending ? " desc" : ""))"
    case .take(let count): "(take \(expression(count)))"
    case .skip(let count): "(skip \(expression(count)))"
    case .select(let fields): "(select \(fields.map(expression).joined(separator: " ")))"
    case .group(let fields): "(group \(fields.map(expression).joined(separator: " ")))"
    case .distinct(let field): "(distinct\(field.map { " " + expression($0) } ?? ""))"
    case .count: "count"
    case .first: "first"
    case .last: "last"
    case .call(let call): "(call \(call.name.text)\(arguments(call.arguments)))"
    }
  }
}
