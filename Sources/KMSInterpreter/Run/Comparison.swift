import KMSSyntax

/// `== != < <= > >= in matches`
enum Comparison {
  struct Operand {
    let value: Value
    let expression: Expression

    init(_ value: Value, _ expression: Expression) {
      self.value = value
      self.expression = expression
    }
  }

  static func holds(_ op: Operator, _ left: Operand, _ right: Operand, at span: Span) throws -> Bool {
    guard !left.value.holdsSecret, !right.value.holdsSecret else {
      throw Failure(
        .assertion, .secret("a secret is not compared with '\(op.rawValue)'", at: span, hint: "write same($a, $b)"))
    }
    switch op {
    case .equal: return try equal(left.value, right.value, at: span)
    case .notEqual: return try !equal(left.value, right.value, at: span)
    case .less: return try order(left, right, at: span) < 0
    case .lessOrEqual: return try order(left, right, at: span) <= 0
    case .greater: return try order(left, right, at: span) > 0
    case .greaterOrEqual: return try order(left, right, at: span) >= 0
    case .in: return try contains(right.value, left.value, at: span)
    case .matches: return try matches(left, right.value, at: span)
    default: return false
    }
  }

  static func equal(_ left: Value, _ right: Value, at span: Span) throws -> Bool {
    guard let answer = left.isEqual(to: right) else { throw mismatch("==", left, right, at: span) }
    return answer
  }

  /// Negative, zero or positive.
  static func order(_ left: Operand, _ right: Operand, at span: Span) throws -> Int {
    for operand in [left, right] where operand.value.isNone { throw unordered(operand.expression) }
    guard let order = left.value.order(with: right.value) else {
      throw mismatch("order", left.value, right.value, at: span)
    }
    return order
  }

  private static func contains(_ whole: Value, _ part: Value, at span: Span) throws -> Bool {
    if let elements = whole.elements { return elements.contains { part.isEqual(to: $0) == true } }
    switch (whole, part) {
    case (.none, _): return false
    case (.text(let whole), .text(let part)): return Text.contains(whole, part)
    default: throw Failure.evaluation(.typeMismatch, "'in' takes a list, found \(whole.phrase)", at: span)
    }
  }

  private static func matches(_ left: Operand, _ pattern: Value, at span: Span) throws -> Bool {
    if left.value.isNone { throw unordered(left.expression) }
    guard let text = left.value.plainText, let pattern = pattern.plainText else {
      throw Failure.evaluation(
        .typeMismatch, "'matches' takes text and a pattern, found \(left.value.phrase) and \(pattern.phrase)", at: span)
    }
    return Glob(pattern).matches(text)
  }

  static func unordered(_ expression: Expression) -> Failure {
    .evaluation(
      .noneOrdered, "\(expression.span.words) is none, which has no order", at: expression.span,
      hint: "give it a value: \(expression.span.words) ?? …")
  }

  private static func mismatch(_ op: String, _ left: Value, _ right: Value, at span: Span) -> Failure {
    let message =
      op == "order"
      ? "\(left.phrase) and \(right.phrase) have no order" : "\(left.phrase) and \(right.phrase) cannot be compared"
    return .evaluation(.typeMismatch, message, at: span, hint: unit(left, right))
  }

  /// A bare number beside something that has a unit.
  private static func unit(_ left: Value, _ right: Value) -> String? {
    switch (left, right) {
    case (.duration, .int(let count)), (.int(let count), .duration):
      "a duration has a unit: \(count)d, \(count)h, \(count)m or \(count)s"
    case (.time, _), (_, .time): "a time is written 2026-01-31 or 2026-01-31T10:00Z; an age is a duration such as 90d"
    default: nil
    }
  }
}

extension Value {
  /// Text or a word.
  var plainText: String? {
    switch self {
    case .text(let text), .enumeration(let text), .id(let text), .path(let text): text
    case .object(let object): object.id
    default: nil
    }
  }

  /// Nothing where the two are of kinds that are never equal by design, such as a number and a text.
  func isEqual(to other: Value) -> Bool? {
    switch (self, other) {
    case (.none, .none): true
    case (.none, _), (_, .none): false
    case (.bool(let a), .bool(let b)): a == b
    case (.bytes(let a), .bytes(let b)): a == b
    case (.enumeration(let a), .enumeration(let b)): Word.normal(a) == Word.normal(b)
    case (.enumeration(let a), .text(let b)), (.text(let b), .enumeration(let a)): Word.normal(a) == Word.normal(b)
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.isEqual(to: $1) == true }
    case (.record(let a), .record(let b)): a.isEqual(to: b)
    case (.table(let a), .table(let b)):
      a.rows.count == b.rows.count && zip(a.rows, b.rows).allSatisfy { $0.isEqual(to: $1) }
    case (.error(let a), .error(let b)): a.record.isEqual(to: b.record)
    default: order(with: other).map { $0 == 0 } ?? sameText(as: other)
    }
  }

  private func sameText(as other: Value) -> Bool? {
    guard let a = plainText, let b = other.plainText else { return nil }
    return Text.isSame(a, b)
  }

  /// Negative, zero or positive, or nothing where the two have no order.
  func order(with other: Value) -> Int? {
    switch (self, other) {
    case (.int(let a), .int(let b)), (.duration(let a), .duration(let b)), (.time(let a), .time(let b)),
      (.size(let a), .size(let b)), (.percent(let a), .percent(let b)), (.size(let a), .int(let b)),
      (.int(let a), .size(let b)):
      a < b ? -1 : a > b ? 1 : 0
    case (.text(let a), .text(let b)): Text.order(a, b)
    case (.object, _), (_, .object): nil
    default: plainText.flatMap { a in other.plainText.map { Text.order(a, $0) } }
    }
  }
}

extension Record {
  func isEqual(to other: Record) -> Bool {
    fields.count == other.fields.count
      && fields.allSatisfy { field in other[field.name].map { field.value.isEqual(to: $0) == true } ?? false }
  }
}
