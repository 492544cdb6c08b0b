extension Parser {
  /// `"…"` or `"""…"""`, at its quote.
  mutating func text() throws(Stop) -> Expression {
    let opener = try next()
    let isBlock = opener.kind == .quote(isBlock: true)
    openers.append(Opener(what: Opener.text, span: span(opener)))
    let pieces = try pieces(isBlock: isBlock)
    openers.removeLast()
    landmarks.note(atom: opener.range.lowerBound..<lexer.position)
    let parts = try parts(isBlock ? BlockText.stripped(pieces, in: lexer) : pieces)
    return Expression(Self.kind(of: parts), span(from: opener.range.lowerBound))
  }

  /// A text without `{…}`, read before anything runs.
  mutating func plainText(_ wanted: String) throws(Stop) -> (String, Span) {
    let token = try peek()
    switch token.kind {
    case .quote, .literal(.text): break
    default: throw try unexpected(wanted: wanted)
    }
    let expression = try primary()
    guard case .literal(.text(let text)) = expression.kind else {
      throw failure(.textExpected, "a plain text is wanted here", at: expression.span, hint: "write \\{ for a brace")
    }
    return (text, expression.span)
  }

  private mutating func pieces(isBlock: Bool) throws(Stop) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var start = lexer.position
    while let byte = lexer.byte(at: lexer.position) {
      switch byte {
      case .backslash: lexer.position = min(lexer.position + escapeLength(), lexer.bytes.count)
      case .quote where !isBlock || isBlockEnd():
        pieces.append(.source(start..<lexer.position))
        lexer.position += isBlock ? 3 : 1
        return pieces
      case .leftBrace:
        pieces.append(.source(start..<lexer.position))
        pieces.append(.expression(try interpolated()))
        start = lexer.position
      default: lexer.position += 1
      }
    }
    throw .incomplete(openers.last ?? Opener(what: Opener.text, span: span(from: start)))
  }

  /// The brace of `\u{…}` begins no expression.
  private func escapeLength() -> Int {
    let isScalar = lexer.byte(at: lexer.position + 1) == UInt8(ascii: "u")
    return isScalar && lexer.byte(at: lexer.position + 2) == .leftBrace ? 3 : 2
  }

  private func isBlockEnd() -> Bool { lexer.bytes[lexer.position...].starts(with: [.quote, .quote, .quote]) }

  private mutating func interpolated() throws(Stop) -> Expression {
    let opener = try next()
    return try enclosed(by: opener, "'{…}' in a text") { parser throws(Stop) in
      if try parser.peeks(.rightBrace) { throw try parser.unexpected(wanted: "a value", hint: "write \\{ for a brace") }
      let value = try parser.pipeline(commands: false)
      try parser.expect(.rightBrace, hint: "write \\{ for a brace")
      return value
    }
  }

  private func parts(_ pieces: [TextPiece]) throws(Stop) -> [TextPart] {
    var parts: [TextPart] = []
    for piece in pieces {
      switch piece {
      case .expression(let expression): parts.append(.expression(expression))
      case .source(let range):
        let text = try lexer.unescaped(range)
        if case .text(let before)? = parts.last {
          parts[parts.count - 1] = .text(before + text)
        } else if !text.isEmpty {
          parts.append(.text(text))
        }
      }
    }
    return parts
  }

  private static func kind(of parts: [TextPart]) -> Expression.Kind {
    if parts.isEmpty { return .literal(.text("")) }
    if parts.count == 1, case .text(let text)? = parts.first { return .literal(.text(text)) }
    return .interpolation(parts)
  }
}

/// A stretch of a text as it stands in the source, or what stands between its braces.
enum TextPiece {
  case source(Range<Int>)
  case expression(Expression)
}
