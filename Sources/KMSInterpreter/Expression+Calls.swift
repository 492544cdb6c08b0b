import KMSSyntax

extension Expression {
  /// Whether it calls a command itself; what a `def` does has records of its own.
  var callsCommand: Bool {
    switch kind {
    case .call, .loop: true
    case .literal, .variable, .word: false
    case .interpolation(let parts):
      parts.contains { if case .expression(let inner) = $0 { inner.callsCommand } else { false } }
    case .list(let elements): elements.contains(where: \.callsCommand)
    case .record(let fields): fields.contains { $0.1.callsCommand }
    case .member(let base, _): base.callsCommand
    case .index(let base, let index): base.callsCommand || index.callsCommand
    case .not(let operand), .negative(let operand): operand.callsCommand
    case .binary(_, let left, let right): left.callsCommand || right.callsCommand
    case .function(_, let arguments): arguments.contains { $0.value.callsCommand }
    case .pipeline(let source, let stages): source.callsCommand || stages.contains(where: \.callsCommand)
    }
  }
}

extension Stage {
  fileprivate var callsCommand: Bool {
    switch kind {
    case .call: true
    case .where(let expression), .take(let expression), .skip(let expression): expression.callsCommand
    case .sort(let field, _): field.callsCommand
    case .select(let fields), .group(let fields): fields.contains(where: \.callsCommand)
    case .distinct(let field): field?.callsCommand ?? false
    case .count, .first, .last: false
    }
  }
}
