import KMSSyntax

extension ScriptCheck {
  mutating func infer(
    _ op: Operator, _ left: Expression, _ right: Expression, at span: Span, isRow: Bool
  ) -> StaticType {
    switch op {
    case .or, .and:
      checkCondition(left, isRow: isRow)
      checkCondition(right, isRow: isRow)
      return StaticType(.bool)
    case .orElse:
      let type = infer(left, isRow: isRow)
      let other = infer(right, isRow: isRow)
      return type.type.name == other.type.name ? type : .any
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .matches:
      checkComparison(op, left, right, at: span, isRow: isRow)
      return StaticType(.bool)
    case .plus, .minus, .times, .divided:
      return inferArithmetic(op, infer(left, isRow: isRow), infer(right, isRow: isRow), at: span)
    }
  }

  private mutating func checkComparison(
    _ op: Operator, _ left: Expression, _ right: Expression, at span: Span, isRow: Bool
  ) {
    let leftType = left.isWord ? nil : infer(left, isRow: isRow)
    let rightType = right.isWordOrWords ? nil : infer(right, isRow: isRow)
    if isRow {
      checkField(left, beside: right)
      checkWords(right, of: left)
      checkWords(left, of: right)
    } else {
      adopt(left, beside: rightType)
      adopt(right, beside: leftType)
    }
    guard let leftType, let rightType else { return }
    if leftType.holdsSecret || rightType.holdsSecret {
      return report(.secret("a secret is not compared with '\(op.rawValue)'", at: span, hint: "write same($a, $b)"))
    }
    if !op.mayCompare(leftType.type, rightType.type) {
      report(
        Diagnostic(
          .wrongType, "\(leftType.type.phrase) and \(rightType.type.phrase) cannot be compared with '\(op.rawValue)'",
          at: span))
    }
  }

  /// On the left of a comparison a bare word is a field, unless it is a word beside a field or a variable.
  private mutating func checkField(_ left: Expression, beside right: Expression) {
    guard case .word(let word) = left.kind else { return }
    switch right.kind {
    case .word(let other) where isField(other) && !isField(word): return
    case .word, .literal, .list, .interpolation: _ = inferField(Name(word, left.span))
    default: return
    }
  }

  /// Of an object's state, type, … a word that is none would match no row, without a word about it.
  private mutating func checkWords(_ expression: Expression, of field: Expression) {
    guard case .word(let name) = field.kind, case .object? = place.row?.type else { return }
    guard let words = commands.fieldWords[Word.normal(name)] else { return }
    switch expression.kind {
    case .list(let elements): elements.forEach { checkWords($0, of: field) }
    case .word(let word) where !isField(word) && words.word(for: word) == nil:
      report(.unknownWord(word, words, parameter: name, at: expression.span))
    default: return
    }
  }

  /// A bare word is a word of the enumeration on the other side.
  private mutating func adopt(_ expression: Expression, beside other: StaticType?) {
    switch expression.kind {
    case .list(let elements): elements.forEach { adopt($0, beside: other) }
    case .word(let word):
      guard let other else { return report(.bareWord(word, at: expression.span)) }
      switch other.type {
      case .any, .either, .none, .list: return
      case .enumeration(let words):
        guard words.word(for: word) == nil else { return }
        report(.unknownWord(word, words, parameter: words.name, at: expression.span))
      default: report(.bareWord(word, at: expression.span))
      }
    default: return
    }
  }

  private mutating func inferArithmetic(_ op: Operator, _ left: StaticType, _ right: StaticType, at span: Span)
    -> StaticType
  {
    if left.holdsSecret || right.holdsSecret {
      report(.secret("a secret takes part in no '\(op.rawValue)'", at: span, hint: .secretUses))
      return .any
    }
    guard left.type.isKnown, right.type.isKnown else { return .any }
    if let type = op.result(left.type, right.type) { return StaticType(type) }
    report(
      Diagnostic(
        .wrongType, "'\(op.rawValue)' cannot take \(left.type.phrase) and \(right.type.phrase)", at: span,
        hint: op == .plus ? "an interpolation joins any values: \"{$a} {$b}\"" : nil))
    return .any
  }
}

extension Expression {
  var isWord: Bool { if case .word = kind { true } else { false } }

  /// A word, or a list in which words stand.
  fileprivate var isWordOrWords: Bool {
    switch kind {
    case .word: true
    case .list(let elements): elements.contains(where: \.isWordOrWords)
    default: false
    }
  }
}

extension Operator {
  /// What the operator makes of two known types.
  fileprivate func result(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (self, left, right) {
    case (.plus, .text, .text): .text
    case (.plus, .bytes, .bytes): .bytes
    case (.plus, .list(let element), .list(let other)): .list(of: element.name == other.name ? element : .any)
    case (_, .int, .int): .int
    case (.plus, .duration, .duration), (.minus, .duration, .duration), (.minus, .time, .time): .duration
    case (.times, .duration, .int), (.times, .int, .duration), (.divided, .duration, .int): .duration
    case (.plus, .size, .size), (.minus, .size, .size): .size
    case (.times, .size, .int), (.times, .int, .size), (.divided, .size, .int): .size
    case (.plus, .percent, .percent), (.minus, .percent, .percent): .percent
    case (.times, .percent, .int), (.times, .int, .percent): .int
    case (.divided, .duration, .duration), (.divided, .size, .size): .int
    case (.plus, .time, .duration), (.plus, .duration, .time), (.minus, .time, .duration): .time
    default: nil
    }
  }

  /// Whether two types may be compared; unknown ones may.
  fileprivate func mayCompare(_ left: ValueType, _ right: ValueType) -> Bool {
    guard left.isKnown, right.isKnown else { return true }
    switch (self, left, right) {
    case (.in, _, .list), (.in, _, .table), (.in, .text, .text), (.in, _, .none), (.in, _, .id(many: true)): return true
    case (.in, _, _): return false
    case (.matches, _, _): return left.isTextLike && right.isTextLike
    case (.equal, .none, _), (.equal, _, .none), (.notEqual, .none, _), (.notEqual, _, .none): return true
    case (_, .size, .int), (_, .int, .size): return true
    case (.equal, .list, .list), (.notEqual, .list, .list): return true
    case (.equal, _, _), (.notEqual, _, _): return left.name == right.name || left.isTextLike && right.isTextLike
    default: return left.hasOrder && left.name == right.name || left.isTextLike && right.isTextLike
    }
  }
}

extension ValueType {
  fileprivate var isTextLike: Bool {
    switch self {
    case .text, .id(many: false), .path, .enumeration, .object: true
    default: false
    }
  }

  fileprivate var hasOrder: Bool {
    switch self {
    case .int, .duration, .time, .size, .percent, .text, .id, .path: true
    default: false
    }
  }
}
