/// Takes the indentation off a `"""` text: what all its lines share, the line of the closing quotes included.
enum BlockText {
  static func stripped(_ pieces: [TextPiece], in lexer: Lexer) -> [TextPiece] {
    var lines = lines(of: pieces, in: lexer)
    guard lines.count > 1 else { return pieces }
    let dropsFirst = lines[0].isBlank(in: lexer)
    let isClosingAlone = lines[lines.count - 1].isBlank(in: lexer)
    let indented = lines.dropFirst(dropsFirst ? 1 : 0)
    let last = lines.count - 1
    let shared =
      indented.enumerated().filter { index, line in
        !line.isBlank(in: lexer) || (index == indented.count - 1 && last > 0)
      }.map { $1.indentation(in: lexer) }.min() ?? 0
    if dropsFirst { lines.removeFirst() }
    lines = lines.enumerated().map { index, line in
      index == 0 && !dropsFirst ? line : line.withoutIndentation(shared, in: lexer)
    }
    if isClosingAlone, !lines.isEmpty { lines.removeLast() }
    return joined(lines, in: lexer)
  }

  struct Line {
    var pieces: [TextPiece] = []
  }

  /// Each line with its line end.
  private static func lines(of pieces: [TextPiece], in lexer: Lexer) -> [Line] {
    var lines = [Line()]
    for piece in pieces {
      guard case .source(let range) = piece else {
        lines[lines.count - 1].pieces.append(piece)
        continue
      }
      var start = range.lowerBound
      while let end = lexer.bytes[start..<range.upperBound].firstIndex(of: .newline) {
        lines[lines.count - 1].pieces.append(.source(start..<end + 1))
        lines.append(Line())
        start = end + 1
      }
      lines[lines.count - 1].pieces.append(.source(start..<range.upperBound))
    }
    return lines
  }

  /// The last line loses its end: it stands before the closing quotes.
  private static func joined(_ lines: [Line], in lexer: Lexer) -> [TextPiece] {
    var pieces = lines.flatMap(\.pieces)
    guard case .source(let range)? = pieces.last, range.last.map({ lexer.bytes[$0] == .newline }) == true else {
      return pieces
    }
    var end = range.upperBound - 1
    if end > range.lowerBound, lexer.bytes[end - 1] == .carriageReturn { end -= 1 }
    pieces[pieces.count - 1] = .source(range.lowerBound..<end)
    return pieces
  }
}

extension BlockText.Line {
  func isBlank(in lexer: Lexer) -> Bool {
    pieces.allSatisfy { piece in
      guard case .source(let range) = piece else { return false }
      return lexer.bytes[range].allSatisfy { $0.isBlank || $0 == .newline }
    }
  }

  func indentation(in lexer: Lexer) -> Int {
    guard case .source(let range)? = pieces.first else { return 0 }
    return lexer.bytes[range].prefix { $0 == .space || $0 == .tab }.count
  }

  func withoutIndentation(_ count: Int, in lexer: Lexer) -> BlockText.Line {
    guard case .source(let range)? = pieces.first else { return self }
    let start = range.lowerBound + min(count, indentation(in: lexer))
    return BlockText.Line(pieces: [.source(start..<range.upperBound)] + pieces.dropFirst())
  }
}
