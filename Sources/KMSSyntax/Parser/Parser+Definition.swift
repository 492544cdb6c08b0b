extension Parser {
  /// `name: type = default "help"`
  mutating func scriptParameter() throws(Stop) -> Parameter {
    let parameter = try self.parameter()
    switch try peek().kind {
    case .quote, .literal(.text):
      let (help, _) = try plainText("a help text")
      return Parameter(name: parameter.name, type: parameter.type, initial: parameter.initial, help: help)
    default: return parameter
    }
  }

  /// `name: type = default`
  private mutating func parameter() throws(Stop) -> Parameter {
    let name = try self.name("a parameter's name")
    try expect(.colon, "':' and a type")
    let type = try self.name("a type such as text, int or id")
    guard try peeks(.assign) else { return Parameter(name: name, type: type, initial: nil) }
    goOn(after: try next())
    return Parameter(name: name, type: type, initial: try element())
  }

  mutating func function() throws(Stop) -> Function {
    let name = try self.name("a name: def rotate(key: id) { … }")
    guard Keyword(rawValue: name.text) == nil else {
      throw failure(.unexpected, "'\(name.text)' is a word of the language", at: name.span)
    }
    let opener = try expect(.leftParenthesis, "'(' and parameters")
    let parameters = try enclosed(by: opener, "a list of parameters") { parser throws(Stop) in
      try parser.items(to: .rightParenthesis) { parser throws(Stop) in try parser.parameter() }
    }
    try refuseDuplicate(parameters.map(\.name), "parameter")
    return Function(name: name, parameters: parameters, body: try block())
  }

  /// Items separated by commas up to a closing bracket, which is taken.
  mutating func items<T>(
    to end: Symbol, _ read: (inout Parser) throws(Stop) -> T
  ) throws(Stop) -> [T] {
    var items: [T] = []
    // Not by token: a bare word that may follow is none outside of its slot.
    while !isAhead(end) {
      items.append(try read(&self))
      if isAhead(end) { break }
      goOn(after: try expect(.comma, "',' or '\(end.rawValue)'", hint: afterItem()))
    }
    try next()
    return items
  }

  private mutating func isAhead(_ bracket: Symbol) -> Bool {
    let start = lexer.skippingSpace(from: lexer.position)
    return lexer.bytes[start...].starts(with: bracket.rawValue.utf8)
  }

  private mutating func afterItem() throws(Stop) -> String? {
    switch try peek().kind {
    case .word, .variable, .literal, .quote: "a command inside an expression stands in parentheses"
    default: nil
    }
  }

  func refuseDuplicate(_ names: [Name], _ what: String) throws(Stop) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name.text).inserted {
      throw failure(.duplicateName, "the \(what) '\(name.text)' stands twice", at: name.span)
    }
  }

  func refuseDuplicate(in arguments: [Argument]) throws(Stop) {
    try refuseDuplicate(arguments.compactMap(\.name), "argument")
  }
}
