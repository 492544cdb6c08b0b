import KMSSyntax

extension Renaming {
  mutating func walk(_ expression: Expression) {
    switch expression.kind {
    case .literal, .word: return
    case .variable(let name): use(name)
    case .interpolation(let parts):
      for part in parts { if case .expression(let inner) = part { walk(inner) } }
    case .list(let elements): elements.forEach { walk($0) }
    case .record(let fields): fields.forEach { walk($0.1) }
    case .member(let base, _): walk(base)
    case .index(let base, let index):
      walk(base)
      walk(index)
    case .not(let operand), .negative(let operand): walk(operand)
    case .binary(_, let left, let right):
      walk(left)
      walk(right)
    case .function(let name, let arguments):
      call(name)
      walk(arguments)
    case .call(let call): walk(call)
    case .pipeline(let source, let stages):
      walk(source)
      stages.forEach { walk($0) }
    case .loop(let loop): walk(loop)
    }
  }

  mutating func walk(_ arguments: [Argument]) { arguments.forEach { walk($0.value) } }

  private mutating func walk(_ call: Call) {
    self.call(call.name)
    walk(call.arguments)
  }

  private mutating func walk(_ stage: Stage) {
    switch stage.kind {
    case .where(let value), .take(let value), .skip(let value), .sort(let value, _): walk(value)
    case .select(let fields), .group(let fields): fields.forEach { walk($0) }
    case .distinct(let field): if let field { walk(field) }
    case .count, .first, .last: return
    case .call(let call): walk(call)
    }
  }
}
