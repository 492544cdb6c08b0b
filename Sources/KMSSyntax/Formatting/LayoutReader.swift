/// Finds the statements, blocks and brackets in the lexemes of a text.
struct LayoutReader {
  private let lexemes: [Lexeme]
  private var index = 0
  /// The last lexeme that is no comment.
  private var previous: Lexeme?
  private var spacing = Spacing()

  static func block(of lexemes: [Lexeme]) -> Layout.Block {
    var reader = LayoutReader(lexemes: lexemes)
    return reader.block()
  }

  private init(lexemes: [Lexeme]) { self.lexemes = lexemes }

  private var next: Lexeme? { index < lexemes.count ? lexemes[index] : nil }

  private mutating func take() -> Lexeme? {
    guard let lexeme = next else { return nil }
    index += 1
    if !lexeme.isComment { previous = lexeme }
    return lexeme
  }

  /// Up to a `}`, which stays.
  private mutating func block() -> Layout.Block {
    var block = Layout.Block()
    while let lexeme = next, !lexeme.closes {
      if lexeme.beginsLine { block.isOneLine = false }
      if lexeme.isComment { add(comment: lexeme, to: &block) } else { block.items.append(.statement(statement())) }
    }
    if next?.beginsLine == true { block.isOneLine = false }
    return block
  }

  private mutating func add(comment: Lexeme, to block: inout Layout.Block) {
    index += 1
    if case .statement(var statement)? = block.items.last, !comment.beginsLine, statement.comment == nil {
      statement.comment = comment
      block.items[block.items.count - 1] = .statement(statement)
    } else if block.items.isEmpty, !comment.beginsLine, block.comment == nil {
      block.comment = comment
    } else {
      block.items.append(.comment(comment))
    }
  }

  private mutating func statement() -> Layout.Statement {
    var statement = Layout.Statement(followsBlank: next?.followsBlank ?? false)
    var pieces: [Layout.Piece] = []
    let start = index
    spacing = Spacing(statement: next?.text ?? "")
    while let lexeme = next, index == start || belongsToStatement {
      if lexeme.kind == .blockStart {
        statement.parts.append(.pieces(pieces))
        pieces = []
        _ = take()
        let outer = spacing
        statement.parts.append(.block(block()))
        spacing = outer
        _ = take()
      } else if let piece = piece() {
        pieces.append(piece)
      }
    }
    if !pieces.isEmpty { statement.parts.append(.pieces(pieces)) }
    return statement
  }

  /// Comments count as the statement's own where it goes on behind them.
  private var belongsToStatement: Bool {
    guard let lexeme = lexemes[index...].first(where: { !$0.isComment }) else { return false }
    return !lexeme.beginsStatement && !lexeme.closes
  }

  private mutating func piece() -> Layout.Piece? {
    let before = previous
    guard let lexeme = take() else { return nil }
    if lexeme.isComment { return .comment(lexeme) }
    let isSpaced = spacing.isSpace(between: before, and: lexeme)
    guard lexeme.opens else { return .token(broken(lexeme), isSpaced: isSpaced) }
    spacing.depth += 1
    defer { spacing.depth -= 1 }
    return .group(group(lexeme, behind: before), isSpaced: isSpaced)
  }

  /// A `|` with a line's end before or behind it.
  private func broken(_ lexeme: Lexeme) -> Lexeme {
    guard lexeme.symbol == .bar, next?.beginsLine == true else { return lexeme }
    var lexeme = lexeme
    lexeme.beginsLine = true
    return lexeme
  }

  private mutating func group(_ opener: Lexeme, behind before: Lexeme?) -> Layout.Group {
    let isCall = opener.symbol != .leftParenthesis || opener.touches && before?.kind == .word || spacing.isDefinition
    var group = Layout.Group(opener: opener, isBroken: next?.beginsLine ?? false, hasCommas: isCall)
    var element = Layout.Element()
    while let lexeme = next, !lexeme.closes {
      guard lexeme.symbol == .comma, isCall else {
        group.endsWithComma = false
        if let piece = piece() { element.pieces.append(piece) }
        continue
      }
      _ = take()
      element.takeComments()
      while let comment = next, comment.isComment, !comment.beginsLine {
        index += 1
        element.comments.append(comment)
      }
      group.elements.append(element)
      group.endsWithComma = true
      element = Layout.Element()
    }
    element.takeComments()
    if !element.pieces.isEmpty || !element.comments.isEmpty { group.elements.append(element) }
    group.closer = take()
    return group
  }
}

extension Layout.Element {
  /// Comments at its end stand behind its comma.
  fileprivate mutating func takeComments() {
    while case .comment(let comment)? = pieces.last {
      comments.insert(comment, at: 0)
      pieces.removeLast()
    }
  }
}
