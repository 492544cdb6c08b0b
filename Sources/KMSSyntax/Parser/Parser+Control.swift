extension Parser {
  /// An expression with a block behind it.
  private mutating func beforeBlock<T>(_ read: (inout Parser) throws(Stop) -> T) throws(Stop) -> T {
    try with(context.beforeBlock, read)
  }

  mutating func conditional() throws(Stop) -> Statement.Kind {
    var branches = [try branch()]
    while try takesElse() {
      guard try takes(word: "if") else { return .if(branches, otherwise: try block()) }
      branches.append(try branch())
    }
    return .if(branches, otherwise: nil)
  }

  private mutating func branch() throws(Stop) -> Branch {
    let condition = try beforeBlock { parser throws(Stop) in try parser.expression() }
    return Branch(condition: condition, body: try block())
  }

  /// `else` may stand on the line behind the block.
  private mutating func takesElse() throws(Stop) -> Bool {
    let end = lexer.position
    skipLineEnds()
    let start = lexer.skippingSpace(from: lexer.position)
    if lexer.wordEnd(from: start) == start + 4, lexer.text(start..<start + 4) == "else" {
      lexer.position = start + 4
      return true
    }
    lexer.position = end
    return false
  }

  mutating func loop() throws(Stop) -> Loop {
    let name = try variable()
    guard try takes(word: "in") else { throw try unexpected(wanted: "'in' and a list") }
    let list = try with(context.beforeLoopOptions) { parser throws(Stop) in
      try parser.pipeline(commands: true)
    }
    let options = try options(among: LoopOption.self)
    return Loop(name: name, list: list, options: options, body: try block())
  }

  mutating func step() throws(Stop) -> Step {
    let title = try beforeBlock { parser throws(Stop) in try parser.expression() }
    let isAlways = try takes(word: "always")
    let options = try options(among: StepOption.self)
    return Step(title: title, isAlways: isAlways, options: options, body: try block())
  }

  /// `until c timeout=… every=…`
  mutating func wait() throws(Stop) -> Wait {
    guard try takes(word: "until") else { throw try unexpected(wanted: "'until' and a condition") }
    let condition = try expression()
    return Wait(condition: condition, options: try options(among: WaitOption.self))
  }

  /// `profile=NAME { }`
  mutating func identity() throws(Stop) -> Identity {
    let options = try options(among: IdentityOption.self)
    guard let option = options.first else { throw try unexpected(wanted: "profile=NAME") }
    let profile: Name
    switch option.value.kind {
    case .word(let name), .literal(.text(let name)): profile = Name(name, option.value.span)
    default:
      throw failure(
        .unexpected, "'profile' takes the name of a profile", at: option.value.span,
        hint: "write as profile=other { … }")
    }
    return Identity(profile: profile, body: try block())
  }

  mutating func attempt() throws(Stop) -> Statement.Kind {
    let body = try block()
    guard try takesElse() else { return .try(body, error: nil, otherwise: nil) }
    let error: Name? = if case .variable = try peek().kind { try variable() } else { nil }
    return .try(body, error: error, otherwise: try block())
  }

  /// `name=value …` before a block.
  private mutating func options<Option>(among: Option.Type) throws(Stop) -> [Argument]
  where Option: RawRepresentable<String> & CaseIterable {
    var options: [Argument] = []
    while let range = lexer.argumentName(at: try start()) {
      let name = lexer.text(range)
      guard Option(rawValue: name) != nil else { throw unknownOption(name, at: range, among: Option.self) }
      options.append(try beforeBlock { parser throws(Stop) in try parser.argument() })
      try refuseDuplicate(in: options)
    }
    return options
  }

  private func unknownOption<Option>(_ name: String, at range: Range<Int>, among: Option.Type) -> Stop
  where Option: RawRepresentable<String> & CaseIterable {
    let names = Option.allCases.map(\.rawValue)
    let nearest = Suggestion.nearest(to: name, in: names).map { "did you mean \($0)=?" }
    return failure(
      .unknownParameter, "there is no option '\(name)' here", at: lexer.span(range),
      hint: nearest ?? "there are " + names.map { $0 + "=" }.joined(separator: ", "))
  }
}

enum LoopOption: String, CaseIterable { case parallel, canary, budget, retry, timeout }
enum StepOption: String, CaseIterable { case timeout }
enum WaitOption: String, CaseIterable { case timeout, every }
enum IdentityOption: String, CaseIterable { case profile }
