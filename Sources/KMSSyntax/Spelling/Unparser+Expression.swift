extension Unparser {
  /// The expression as a script would write it, in one line.
  public static func expression(_ expression: Expression) -> String { spell(expression, isArgument: false) }

  /// The call with its arguments in the order of the source.
  public static func call(_ call: Call) -> String {
    ([call.name.text] + call.arguments.map { argument($0, isArgument: true) }).joined(separator: " ")
  }

  private static func argument(_ argument: Argument, isArgument: Bool) -> String {
    (argument.name.map { $0.text + "=" } ?? "") + spell(argument.value, isArgument: isArgument)
  }

  private static func spell(_ expression: Expression, isArgument: Bool) -> String {
    switch expression.kind {
    case .literal(let literal): literal.spelling
    case .interpolation(let parts): "\"" + parts.map(part).joined() + "\""
    case .list(let elements): "[" + elements.map { self.expression($0) }.joined(separator: ", ") + "]"
    case .record(let fields): record(fields)
    case .variable(let name): "$" + name.text
    case .word(let text): isArgument ? word(text) : text
    case .member(let base, let name): operand(base) + "." + name.text
    case .index(let base, let index): operand(base) + "[" + self.expression(index) + "]"
    case .function(let name, let arguments):
      name.text + "(" + arguments.map { argument($0, isArgument: false) }.joined(separator: ", ") + ")"
    case .not, .negative, .binary, .call, .pipeline, .loop:
      isArgument ? "(" + compound(expression) + ")" : compound(expression)
    }
  }

  private static func compound(_ expression: Expression) -> String {
    switch expression.kind {
    case .not(let operand): "not " + self.operand(operand)
    case .negative(let operand): "-" + self.operand(operand)
    case .binary(let operation, let left, let right): "\(operand(left)) \(operation.rawValue) \(operand(right))"
    case .call(let call): self.call(call)
    case .pipeline(let source, let stages):
      ([self.expression(source)] + stages.map(stage)).joined(separator: " | ")
    case .loop(let loop): "for $\(loop.name.text) in \(self.expression(loop.list)) { … }"
    default: self.expression(expression)
    }
  }

  /// With parentheses round whatever is more than one operand.
  private static func operand(_ expression: Expression) -> String {
    switch expression.kind {
    case .not, .negative, .binary, .call, .pipeline, .loop: "(" + compound(expression) + ")"
    default: self.expression(expression)
    }
  }

  private static func record(_ fields: [(Name, Expression)]) -> String {
    "{" + fields.map { "\(fieldName($0.text)): \(expression($1))" }.joined(separator: ", ") + "}"
  }

  private static func fieldName(_ name: String) -> String {
    let bytes = Array(name.utf8)
    let isWord = bytes.first?.startsWord == true && bytes.allSatisfy(\.isInWord) && bytes.last != .dash
    return isWord && Lexer.constant(name) == nil ? name : quote(name)
  }

  private static func part(_ part: TextPart) -> String {
    switch part {
    case .text(let text): String(quote(text).dropFirst().dropLast())
    case .expression(let expression): "{" + self.expression(expression) + "}"
    }
  }

  private static func stage(_ stage: Stage) -> String {
    switch stage.kind {
    case .where(let condition): "where " + expression(condition)
    case .sort(let field, let descending): "sort " + operand(field) + (descending ? " desc" : "")
    case .take(let count): "take " + expression(count)
    case .skip(let count): "skip " + expression(count)
    case .select(let fields): "select " + fields.map(operand).joined(separator: ", ")
    case .group(let fields): "group " + fields.map(operand).joined(separator: ", ")
    case .distinct(let field): "distinct" + (field.map { " " + operand($0) } ?? "")
    case .count: "count"
    case .first: "first"
    case .last: "last"
    case .call(let call): self.call(call)
    }
  }
}
