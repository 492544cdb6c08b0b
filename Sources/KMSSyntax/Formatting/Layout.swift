/// A text as the formatter sees it: statements, blocks, brackets, and comments wherever they stand.
enum Layout {
  struct Block {
    var items: [Item] = []
    /// Behind the `{`.
    var comment: Lexeme?
    /// No line ends in it.
    var isOneLine = true
  }

  enum Item {
    case comment(Lexeme)
    case statement(Statement)
  }

  struct Statement {
    var parts: [Part] = []
    var followsBlank = false
    /// Behind its end.
    var comment: Lexeme?
  }

  enum Part {
    case pieces([Piece])
    case block(Block)
  }

  indirect enum Piece {
    case token(Lexeme, isSpaced: Bool)
    case comment(Lexeme)
    case group(Group, isSpaced: Bool)
  }

  /// Brackets and what stands between them.
  struct Group {
    let opener: Lexeme
    var elements: [Element] = []
    var closer: Lexeme?
    /// A line ends behind the opener.
    var isBroken = false
    /// Parentheses round one expression have no commas of their own.
    var hasCommas = true
    var endsWithComma = false
  }

  struct Element {
    var pieces: [Piece] = []
    /// Behind it and its comma.
    var comments: [Lexeme] = []
  }
}

extension Layout.Item {
  var followsBlank: Bool {
    switch self {
    case .comment(let comment): comment.followsBlank
    case .statement(let statement): statement.followsBlank
    }
  }
}

extension Layout.Piece {
  var isBar: Bool { if case .token(let lexeme, _) = self { lexeme.symbol == .bar } else { false } }
  var isComment: Bool { if case .comment = self { true } else { false } }
}
