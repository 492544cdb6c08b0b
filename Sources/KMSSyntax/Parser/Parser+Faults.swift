extension Parser {
  /// The fault of the token at the position; at the end of the text, what is still open.
  mutating func unexpected(wanted: String, hint: String? = nil) throws(Stop) -> Stop {
    let token = try peek()
    if token.kind == .end, let opener = pending ?? openers.last ?? lexer.openJoin.map(joinOpener) {
      return .incomplete(opener)
    }
    return .failed(
      Diagnostic(
        .unexpected, "found \(token.description), wanted \(wanted)", at: place(of: token), hint: hint ?? hints(token)))
  }

  func failure(_ code: DiagnosticCode, _ message: String, at span: Span, hint: String? = nil) -> Stop {
    .failed(Diagnostic(code, message, at: span, hint: hint))
  }

  /// The end of a line is shown behind its last character.
  private func place(of token: Token) -> Span {
    switch token.kind {
    case .newline, .end: lexer.span(token.range.lowerBound..<token.range.lowerBound)
    default: span(token)
    }
  }

  private func hints(_ token: Token) -> String? {
    switch token.symbol {
    case .assign: "bind a value with let $name = …, compare with =="
    case .greater, .less: "files are named by parameters: to=out.pem"
    default: nil
    }
  }

  mutating func refuseHiddenCharacters() throws(Stop) {
    var index = 0
    while let byte = lexer.byte(at: index) {
      defer { index += 1 }
      guard byte == 0xe2, let next = lexer.byte(at: index + 1), let last = lexer.byte(at: index + 2) else { continue }
      let isHidden = next == 0x80 && (0xaa...0xae).contains(last) || next == 0x81 && (0xa6...0xa9).contains(last)
      guard isHidden else { continue }
      throw failure(
        .hiddenCharacter, "a direction mark hides the order of the text", at: lexer.span(index..<index + 3),
        hint: "in a text write \\u{202e}")
    }
  }
}
