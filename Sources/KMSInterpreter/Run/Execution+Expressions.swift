import KMSSyntax

extension Execution {
  func value(of expression: Expression, in frame: Frame) async throws -> Value {
    switch expression.kind {
    case .literal(let literal): return value(of: literal)
    case .interpolation(let parts): return try await interpolate(parts, in: frame)
    case .list(let elements): return .list(try await values(of: elements, in: frame))
    case .record(let fields): return .record(try await record(fields, in: frame))
    case .variable(let name): return try variable(name, in: frame)
    case .word(let word): return try field(word, at: expression.span, in: frame)
    case .member: return try await member(expression, in: frame).value
    case .index(let base, let index): return try await element(of: base, at: index, in: frame)
    case .not(let operand): return .bool(try await !condition(operand, in: frame).holds)
    case .negative(let operand):
      return try Arithmetic.negated(try await value(of: operand, in: frame), at: expression.span)
    case .binary(let op, let left, let right):
      return try await binary(op, left, right, at: expression.span, in: frame)
    case .function(let name, let arguments): return try await apply(name, arguments, in: frame)
    case .call(let call): return try await run(call, at: expression.span, in: frame)
    case .pipeline(let source, let stages): return try await pipe(source, through: stages, in: frame)
    case .loop(let loop): return try await loopValue(loop, in: frame)
    }
  }

  private func value(of literal: Literal) -> Value {
    switch literal {
    case .now: .time(now)
    case .today: .time(now.startOfDay)
    default: Value(literal) ?? .none
    }
  }

  func values(of expressions: [Expression], in frame: Frame) async throws -> [Value] {
    var values: [Value] = []
    for expression in expressions { values.append(try await value(of: expression, in: frame)) }
    return values
  }

  private func record(_ fields: [(Name, Expression)], in frame: Frame) async throws -> Record {
    var record = Record()
    for (name, expression) in fields { record[name.text] = try await value(of: expression, in: frame) }
    return record
  }

  private func interpolate(_ parts: [TextPart], in frame: Frame) async throws -> Value {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .expression(let expression): result += try await text(of: expression, in: frame)
      }
    }
    return .text(result)
  }

  private func variable(_ name: Name, in frame: Frame) throws -> Value {
    if let value = frame.bindings.values[name.text] { return value }
    throw Failure.evaluation(
      .unknownVariable, "$\(name.text) has no value: the statement that binds it did not run", at: name.span)
  }

  private func loopValue(_ loop: Loop, in frame: Frame) async throws -> Value {
    let result = try await results(of: loop, in: frame)
    if let failure = result.failure { throw failure }
    return .table(result.table)
  }
}

/// A condition and what was found instead, for the label of a failed assertion.
struct Claim: Sendable {
  let holds: Bool
  let finding: String?
}

extension Execution {
  func condition(_ expression: Expression, in frame: Frame) async throws -> Claim {
    if case .binary(let op, let left, let right) = expression.kind, op.isComparison {
      let (left, right) = try await operands(left, right, in: frame)
      let holds = try Comparison.holds(op, left, right, at: expression.span)
      return Claim(holds: holds, finding: holds ? nil : "found \(left.value.phrase)")
    }
    let value = try await value(of: expression, in: frame)
    guard case .bool(let holds) = value else {
      throw Failure.evaluation(
        .typeMismatch, "a condition is true or false, found \(value.phrase)", at: expression.span)
    }
    return Claim(holds: holds, finding: nil)
  }

  private func binary(
    _ op: Operator, _ left: Expression, _ right: Expression, at span: Span, in frame: Frame
  ) async throws -> Value {
    switch op {
    case .or:
      if try await condition(left, in: frame).holds { return .bool(true) }
      return .bool(try await condition(right, in: frame).holds)
    case .and:
      guard try await condition(left, in: frame).holds else { return .bool(false) }
      return .bool(try await condition(right, in: frame).holds)
    case .orElse:
      let value = try await value(of: left, in: frame)
      return value.isNone ? try await self.value(of: right, in: frame) : value
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .matches:
      let (left, right) = try await operands(left, right, in: frame)
      return .bool(try Comparison.holds(op, left, right, at: span))
    case .plus, .minus, .times, .divided:
      let left = try await value(of: left, in: frame)
      return try Arithmetic.value(op, left, try await value(of: right, in: frame), at: span)
    }
  }

  /// A bare word beside an enumeration's value is a word of that enumeration.
  private func operands(
    _ left: Expression, _ right: Expression, in frame: Frame
  ) async throws -> (Comparison.Operand, Comparison.Operand) {
    if let word = left.loneWord(in: frame), !right.isWord || right.isField(in: frame) {
      let other = try await value(of: right, in: frame)
      let value = try leading(word, beside: other, at: left.span, in: frame)
      return (.init(value, left), .init(other, right))
    }
    let value = try await value(of: left, in: frame)
    return (.init(value, left), .init(try await adopted(right, beside: value, in: frame), right))
  }

  private func leading(_ word: String, beside other: Value, at span: Span, in frame: Frame) throws -> Value {
    if other.holdsWord { return .enumeration(Word.normal(word)) }
    return try field(word, at: span, in: frame)
  }

  private func adopted(_ expression: Expression, beside other: Value, in frame: Frame) async throws -> Value {
    switch expression.kind {
    case .word(let word): return try adopted(word, beside: other, at: expression.span, in: frame)
    case .list(let elements):
      var values: [Value] = []
      for element in elements { values.append(try await adopted(element, beside: other, in: frame)) }
      return .list(values)
    default: return try await value(of: expression, in: frame)
    }
  }

  private func adopted(_ word: String, beside other: Value, at span: Span, in frame: Frame) throws -> Value {
    if other.holdsWord { return .enumeration(Word.normal(word)) }
    if frame.row?.hasMember(word) == true { return try field(word, at: span, in: frame) }
    if other.isNone { return .enumeration(Word.normal(word)) }
    throw Failure(.assertion, .bareWord(word, at: span))
  }
}

extension Value {
  fileprivate var holdsWord: Bool {
    switch self {
    case .enumeration: true
    // An empty list of a row has no field to offer, whatever it may hold.
    case .list(let values): values.isEmpty || values.contains(where: \.holdsWord)
    default: false
    }
  }
}

extension Expression {
  fileprivate func isField(in frame: Frame) -> Bool {
    guard case .word(let word) = kind else { return false }
    return frame.row?.hasMember(word) == true
  }

  /// A word that is no field of the row.
  fileprivate func loneWord(in frame: Frame) -> String? {
    guard case .word(let word) = kind, frame.row?.hasMember(word) != true else { return nil }
    return word
  }
}

extension Operator {
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .matches: true
    case .or, .and, .plus, .minus, .times, .divided, .orElse: false
    }
  }
}
