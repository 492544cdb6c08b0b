/// Cuts a text that parses into its lexemes.
struct LexemeReader {
  private var lexer: Lexer
  private let landmarks: Landmarks
  private var lexemes: [Lexeme] = []
  private var lineEnds = 0
  private var isJoined = false

  static func lexemes(of source: Source, _ landmarks: Landmarks) throws(Stop) -> [Lexeme] {
    var reader = LexemeReader(lexer: Lexer(source), landmarks: landmarks)
    try reader.read()
    return reader.lexemes
  }

  private init(lexer: Lexer, landmarks: Landmarks) {
    self.lexer = lexer
    self.landmarks = landmarks
  }

  private mutating func read() throws(Stop) {
    var end = lexer.position
    while let byte = lexer.byte(at: lexer.position) {
      let start = lexer.position
      switch byte {
      case .space, .tab, .carriageReturn, UInt8(ascii: ";"): lexer.position += 1
      case .newline:
        lineEnds += 1
        lexer.position += 1
      case .backslash:
        isJoined = true
        lineEnds += 1
        lexer.position = min(lexer.end(of: start) { $0 != .newline } + 1, lexer.bytes.count)
      case .hash: add(.comment, to: lexer.end(of: start) { $0 != .newline }, after: &end)
      default: try addToken(after: &end)
      }
    }
  }

  private mutating func addToken(after end: inout Int) throws(Stop) {
    let start = lexer.position
    if let name = landmarks.argumentNames[start] { return add(.argumentName, to: name, after: &end) }
    if let atom = landmarks.atoms[start] { return add(.value, to: atom, after: &end) }
    let token = try lexer.token(at: start)
    add(kind(of: token), to: max(token.range.upperBound, start + 1), after: &end)
  }

  private func kind(of token: Token) -> Lexeme.Kind {
    switch token.kind {
    case .word: .word
    case .variable: .variable
    case .symbol(.minus) where landmarks.signs.contains(token.range.lowerBound): .sign
    case .symbol(.leftBrace) where landmarks.blocks.contains(token.range.lowerBound): .blockStart
    case .symbol(let symbol): .symbol(symbol)
    case .literal, .quote, .newline, .end: .value
    }
  }

  private mutating func add(_ kind: Lexeme.Kind, to upper: Int, after end: inout Int) {
    let start = lexer.position
    let text = lexer.text(start..<min(upper, lexer.bytes.count))
    lexemes.append(
      Lexeme(
        kind: kind, text: kind == .comment ? text.trimmedAtEnd : text, offset: start,
        beginsStatement: landmarks.statements.contains(start), touches: start == end && start > 0,
        beginsLine: lineEnds > 0 || lexemes.isEmpty, followsBlank: lineEnds > 1, isJoined: isJoined))
    (lineEnds, isJoined, end) = (0, false, upper)
    lexer.position = upper
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var scalars = unicodeScalars[...]
    while let last = scalars.last, last == " " || last == "\t" || last == "\r" { scalars.removeLast() }
    return String(scalars)
  }
}
