import KMSSyntax

/// `+ - * /` on values; every overflow is an error.
enum Arithmetic {
  static func value(_ op: Operator, _ left: Value, _ right: Value, at span: Span) throws -> Value {
    if left.holdsSecret || right.holdsSecret {
      throw Failure(.assertion, .secret("a secret takes part in no '\(op.rawValue)'", at: span, hint: .secretUses))
    }
    switch op {
    case .plus: return try sum(left, right, at: span)
    case .minus: return try difference(left, right, at: span)
    case .times: return try product(left, right, at: span)
    case .divided: return try quotient(left, right, at: span)
    default: throw mismatch(op, left, right, at: span)
    }
  }

  static func negated(_ value: Value, at span: Span) throws -> Value {
    switch value {
    case .int(let number): .int(try checked(Int64(0).subtractingReportingOverflow(number), at: span))
    case .duration(let number): .duration(try checked(Int64(0).subtractingReportingOverflow(number), at: span))
    case .percent(let number): .percent(try checked(Int64(0).subtractingReportingOverflow(number), at: span))
    default: throw Failure.evaluation(.typeMismatch, "'-' takes a number, found \(value.phrase)", at: span)
    }
  }

  private static func sum(_ left: Value, _ right: Value, at span: Span) throws -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): .int(try plus(a, b, at: span))
    case (.duration(let a), .duration(let b)): .duration(try plus(a, b, at: span))
    case (.size(let a), .size(let b)): .size(try plus(a, b, at: span))
    case (.percent(let a), .percent(let b)): .percent(try plus(a, b, at: span))
    case (.time(let a), .duration(let b)), (.duration(let b), .time(let a)):
      .time(try plus(a, try times(b, 1000, at: span), at: span))
    case (.text(let a), .text(let b)): .text(a + b)
    case (.bytes(let a), .bytes(let b)): .bytes(a + b)
    case (.list(let a), .list(let b)): .list(a + b)
    default: throw mismatch(.plus, left, right, at: span)
    }
  }

  private static func difference(_ left: Value, _ right: Value, at span: Span) throws -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): .int(try minus(a, b, at: span))
    case (.duration(let a), .duration(let b)): .duration(try minus(a, b, at: span))
    case (.size(let a), .size(let b)): .size(try minus(a, b, at: span))
    case (.percent(let a), .percent(let b)): .percent(try minus(a, b, at: span))
    case (.time(let a), .time(let b)): .duration(try minus(a, b, at: span) / 1000)
    case (.time(let a), .duration(let b)): .time(try minus(a, try times(b, 1000, at: span), at: span))
    default: throw mismatch(.minus, left, right, at: span)
    }
  }

  private static func product(_ left: Value, _ right: Value, at span: Span) throws -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): .int(try times(a, b, at: span))
    case (.duration(let a), .int(let b)), (.int(let a), .duration(let b)): .duration(try times(a, b, at: span))
    case (.size(let a), .int(let b)), (.int(let a), .size(let b)): .size(try times(a, b, at: span))
    case (.percent(let a), .int(let b)), (.int(let a), .percent(let b)): .int(try times(a, b, at: span) / 100)
    default: throw mismatch(.times, left, right, at: span)
    }
  }

  private static func quotient(_ left: Value, _ right: Value, at span: Span) throws -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): .int(try divided(a, b, at: span))
    case (.duration(let a), .int(let b)): .duration(try divided(a, b, at: span))
    case (.size(let a), .int(let b)): .size(try divided(a, b, at: span))
    case (.duration(let a), .duration(let b)), (.size(let a), .size(let b)): .int(try divided(a, b, at: span))
    default: throw mismatch(.divided, left, right, at: span)
    }
  }

  static func plus(_ a: Int64, _ b: Int64, at span: Span) throws -> Int64 {
    try checked(a.addingReportingOverflow(b), at: span)
  }

  private static func minus(_ a: Int64, _ b: Int64, at span: Span) throws -> Int64 {
    try checked(a.subtractingReportingOverflow(b), at: span)
  }

  private static func times(_ a: Int64, _ b: Int64, at span: Span) throws -> Int64 {
    try checked(a.multipliedReportingOverflow(by: b), at: span)
  }

  private static func divided(_ a: Int64, _ b: Int64, at span: Span) throws -> Int64 {
    guard b != 0 else { throw Failure.evaluation(.arithmeticOverflow, "a division by zero", at: span) }
    return try checked(a.dividedReportingOverflow(by: b), at: span)
  }

  private static func checked(_ result: (partialValue: Int64, overflow: Bool), at span: Span) throws -> Int64 {
    guard !result.overflow else {
      throw Failure.evaluation(.arithmeticOverflow, "the result does not fit in 64 bits", at: span)
    }
    return result.partialValue
  }

  private static func mismatch(_ op: Operator, _ left: Value, _ right: Value, at span: Span) -> Failure {
    .evaluation(
      .typeMismatch, "'\(op.rawValue)' cannot take \(left.phrase) and \(right.phrase)", at: span,
      hint: op == .plus ? "an interpolation joins any values: \"{$a} {$b}\"" : nil)
  }
}
