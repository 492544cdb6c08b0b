/// Layouts in one line; nothing where a comment or a line's end that is kept stands in the way.
enum Flat {
  static func text(_ statement: Layout.Statement) -> String? {
    var line = ""
    for part in statement.parts {
      guard let text = text(part) else { return nil }
      line += (line.isEmpty || text.isEmpty ? "" : " ") + text
    }
    return line
  }

  private static func text(_ part: Layout.Part) -> String? {
    switch part {
    case .pieces(let pieces): text(pieces)
    case .block(let block): text(block)
    }
  }

  /// A block that holds one statement without blocks of its own.
  private static func text(_ block: Layout.Block) -> String? {
    guard block.comment == nil else { return nil }
    if block.items.isEmpty { return "{ }" }
    guard block.isOneLine, block.items.count == 1, case .statement(let statement)? = block.items.first,
      statement.comment == nil, statement.parts.count == 1, let text = text(statement)
    else { return nil }
    return "{ \(text) }"
  }

  static func text(_ pieces: some Sequence<Layout.Piece>, keepsFirstSpace: Bool = false) -> String? {
    var line = ""
    for (index, piece) in pieces.enumerated() {
      guard let text = text(piece) else { return nil }
      line += (piece.isSpaced && (index > 0 || keepsFirstSpace) ? " " : "") + text
    }
    return line
  }

  private static func text(_ piece: Layout.Piece) -> String? {
    switch piece {
    case .comment: nil
    case .token(let lexeme, _): lexeme.symbol == .bar && lexeme.beginsLine ? nil : lexeme.text
    case .group(let group, _): text(group)
    }
  }

  static func text(_ group: Layout.Group) -> String? {
    guard !group.isBroken else { return nil }
    var elements: [String] = []
    for element in group.elements {
      guard element.comments.isEmpty, let text = text(element.pieces) else { return nil }
      elements.append(text)
    }
    return group.opener.text + elements.joined(separator: ", ") + (group.closer?.text ?? "")
  }

  /// What comes before the next place where a line may end, and whether that is all.
  static func start(of pieces: some Sequence<Layout.Piece>) -> (text: String, isAll: Bool) {
    var line = ""
    for piece in pieces {
      switch piece {
      case .comment: return (line, false)
      case .token(let lexeme, let isSpaced):
        if lexeme.beginsLine { return (line, false) }
        line += (isSpaced ? " " : "") + lexeme.text
      case .group(let group, let isSpaced): return (line + (isSpaced ? " " : "") + group.opener.text, false)
      }
    }
    return (line, true)
  }
}

extension Layout.Piece {
  var isSpaced: Bool {
    switch self {
    case .comment: false
    case .token(_, let isSpaced), .group(_, let isSpaced): isSpaced
    }
  }
}
