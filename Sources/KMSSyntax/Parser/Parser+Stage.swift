extension Parser {
  mutating func stage() throws(Stop) -> Stage {
    let token = try peek()
    guard let word = token.word else { throw try unexpected(wanted: "where, sort, select or a command") }
    let kind = try stageKind(word)
    return Stage(kind, span(from: token.range.lowerBound))
  }

  private mutating func stageKind(_ word: String) throws(Stop) -> Stage.Kind {
    switch word {
    case "where": .where(try inRow { parser throws(Stop) in try parser.expression() })
    case "sort": try inRow { parser throws(Stop) in try parser.order() }
    case "take": .take(try amount())
    case "skip": .skip(try amount())
    case "select": .select(try inRow { parser throws(Stop) in try parser.fields() })
    case "group": .group(try inRow { parser throws(Stop) in try parser.fields() })
    case "distinct": .distinct(try inRow { parser throws(Stop) in try parser.optionalField() })
    case "count": try plain(.count)
    case "first": try plain(.first)
    case "last": try plain(.last)
    default: .call(try call(like: word))
    }
  }

  /// What does not read as a command's call may be a stage that was misspelled.
  private mutating func call(like word: String) throws(Stop) -> Call {
    do throws(Stop) {
      return try call()
    } catch {
      guard case .failed(var diagnostic) = error, let stage = Suggestion.nearest(to: word, in: Stage.words) else {
        throw error
      }
      diagnostic.hint = "did you mean '\(stage)'?"
      throw .failed(diagnostic)
    }
  }

  private mutating func plain(_ kind: Stage.Kind) throws(Stop) -> Stage.Kind {
    try next()
    return kind
  }

  private mutating func amount() throws(Stop) -> Expression {
    try next()
    return try expression()
  }

  /// Behind the stage's word, where a bare word is a field.
  private mutating func inRow<T>(_ read: (inout Parser) throws(Stop) -> T) throws(Stop) -> T {
    try next()
    return try with(context.inRow, read)
  }

  private mutating func order() throws(Stop) -> Stage.Kind {
    let field = try fieldPath()
    if try takes(word: "desc") { return .sort(by: field, descending: true) }
    _ = try takes(word: "asc")
    return .sort(by: field, descending: false)
  }

  /// Separated by commas or spaces.
  private mutating func fields() throws(Stop) -> [Expression] {
    var fields = [try fieldPath()]
    while true {
      if try peeks(.comma) {
        goOn(after: try next())
      } else if try !isFieldAhead() {
        return fields
      }
      fields.append(try fieldPath())
    }
  }

  private mutating func optionalField() throws(Stop) -> Expression? { try isFieldAhead() ? fieldPath() : nil }

  private mutating func isFieldAhead() throws(Stop) -> Bool {
    let token = try peek()
    guard token.word != nil else { return false }
    return !context.isLoopSource || lexer.argumentName(at: token.range.lowerBound) == nil
  }

  private mutating func fieldPath() throws(Stop) -> Expression {
    let token = try peek()
    guard token.word != nil || token.symbol == .leftParenthesis else {
      throw try unexpected(wanted: "a field of the row")
    }
    return try nested { parser throws(Stop) in try parser.postfix() }
  }
}
