extension Parser {
  /// What a fault leaves as it was before the statement.
  struct Mark {
    let position: Int
    let openers: Int
    let depth: Int
    let height: Int
    let context: Context
    let ignoresNewlines: Bool
  }

  func mark(at position: Int) -> Mark {
    Mark(
      position: position, openers: openers.count, depth: depth, height: height, context: context,
      ignoresNewlines: lexer.ignoresNewlines)
  }

  /// Notes a fault and goes to the next statement; gives up where that cannot be found safely.
  mutating func recover(from fault: Diagnostic, to mark: Mark) throws(Stop) {
    let diagnostic = noting(textAround: fault, since: mark)
    let reached = diagnostic.span?.range.upperBound ?? lexer.position
    guard !isLost, diagnostics.count + 1 < Self.diagnosticLimit, let end = statementEnd(from: mark, beyond: reached)
    else {
      isLost = true
      throw .failed(diagnostic)
    }
    diagnostics.append(diagnostic)
    openers.removeLast(max(0, openers.count - mark.openers))
    (depth, height, context) = (mark.depth, mark.height, mark.context)
    lexer.ignoresNewlines = mark.ignoresNewlines
    lexer.position = end
    pending = nil
  }

  /// A fault inside a text of several lines is often that of a quote that is missing lines above.
  private func noting(textAround fault: Diagnostic, since mark: Mark) -> Diagnostic {
    guard let text = openers.dropFirst(mark.openers).first(where: { $0.what == Opener.text }), let place = fault.span,
      text.span.line < place.start.line
    else { return fault }
    var fault = fault
    fault.notes.append("this is inside the text that begins at \(text.span.start)")
    return fault
  }

  /// The first line end or `}` beyond the fault and outside of the statement's own brackets.
  private func statementEnd(from mark: Mark, beyond reached: Int) -> Int? {
    var index = mark.position
    var open = 0
    while let byte = lexer.byte(at: index) {
      switch byte {
      case .hash: index = lexer.end(of: index) { $0 != .newline } - 1
      case .quote, .apostrophe: index = textEnd(from: index)
      case UInt8(ascii: "("), UInt8(ascii: "["), .leftBrace: open += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): open = max(0, open - 1)
      case .rightBrace:
        if open == 0, index >= reached { return mark.openers == 0 ? nil : index }
        open = max(0, open - 1)
      case .newline, UInt8(ascii: ";"): if open == 0, index >= reached { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The closing quote of a text, or the end of its line if it has none there.
  private func textEnd(from start: Int) -> Int {
    let quote = lexer.byte(at: start)
    if quote == .quote, lexer.byte(at: start + 1) == quote, lexer.byte(at: start + 2) == quote {
      return blockTextEnd(from: start + 3)
    }
    var index = start + 1
    while let byte = lexer.byte(at: index), byte != quote, byte != .newline {
      index += byte == .backslash && quote == .quote ? 2 : 1
    }
    return lexer.byte(at: index) == quote ? index : index - 1
  }

  private func blockTextEnd(from start: Int) -> Int {
    var index = start
    while index < lexer.bytes.count, !lexer.bytes[index...].starts(with: [.quote, .quote, .quote]) {
      index += lexer.bytes[index] == .backslash ? 2 : 1
    }
    return index + 2
  }
}
