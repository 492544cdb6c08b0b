extension Parser {
  mutating func statement() throws(Stop) -> Statement {
    let token = try peek()
    landmarks.note(statementAt: token.range.lowerBound)
    let kind: Statement.Kind =
      if let word = token.word, let keyword = Keyword(rawValue: word) {
        try keywordStatement(keyword)
      } else {
        .expression(try pipeline(commands: true))
      }
    return Statement(kind, span(from: token.range.lowerBound))
  }

  private mutating func keywordStatement(_ keyword: Keyword) throws(Stop) -> Statement.Kind {
    let token = try next()
    switch keyword {
    case .kms: return .version(try version(token))
    case .param: return .param(try scriptParameter())
    case .let: return try binding()
    case .if: return try conditional()
    case .for: return .for(try loop())
    case .step: return .step(try step())
    case .assert: return try assertion()
    case .check: return .check(try condition(), why: try why())
    case .fail: return .fail(try expression())
    case .confirm: return .confirm(try expression())
    case .try: return try attempt()
    case .def: return .def(try function())
    case .use: return try use()
    case .yield: return .yield(try pipeline(commands: false))
    case .return: return .return(try result())
    case .skip: return .skip(try expression())
    case .wait: return .wait(try wait())
    case .as: return .identity(try identity())
    case .require: return .require(try requirements())
    case .else: throw failure(.unexpected, "'else' without its 'if' or 'try'", at: span(token))
    }
  }

  private mutating func version(_ keyword: Token) throws(Stop) -> Int64 {
    let token = try peek()
    guard case .literal(.int(let version)) = token.kind else { throw try unexpected(wanted: "a version: kms 1") }
    guard version == 1 else {
      throw failure(.unsupportedVersion, "this program reads kms 1, not kms \(version)", at: span(token))
    }
    try next()
    return version
  }

  func refuseLateVersion(in statements: [Statement]) throws(Stop) {
    for statement in statements.dropFirst() {
      guard case .version = statement.kind else { continue }
      throw failure(.unsupportedVersion, "'kms 1' comes first", at: statement.span)
    }
  }

  private mutating func binding() throws(Stop) -> Statement.Kind {
    let name = try variable()
    goOn(after: try expect(.assign, hint: "write let $\(name.text) = …"))
    guard try peeks(word: "for") else { return .bind(name, try pipeline(commands: true)) }
    let start = try next().range.lowerBound
    let loop = try loop()
    return .bind(name, Expression(.loop(loop), span(from: start)))
  }

  private mutating func use() throws(Stop) -> Statement.Kind {
    let (path, span) = try plainText("the path of a file: use \"lib.kms\"")
    return .use(path, span)
  }

  private mutating func result() throws(Stop) -> Expression? {
    switch try peek().kind {
    case .newline, .symbol(.rightBrace): nil
    case .end where openers.isEmpty: nil
    default: try pipeline(commands: false)
    }
  }
}

/// Words that begin a statement.
enum Keyword: String, CaseIterable {
  case kms, param, `let`, `if`, `for`, step, assert, check, fail, confirm, `try`, def, use, yield, `return`, skip
  case wait, `as`, require, `else`
}
