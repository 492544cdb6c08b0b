extension Layout.Statement {
  /// What it may take in one line.
  fileprivate var width: Int {
    if parts.count == 1, case .pieces(let pieces)? = parts.first { pieces.width } else { LayoutWriter.width }
  }
}

extension LayoutWriter {
  mutating func write(items: [Layout.Item], indent: Int) {
    let margins = Alignment.margins(of: items, indent: indent)
    for (index, item) in items.enumerated() {
      if index > 0 {
        if item.followsBlank { output += "\n" }
        breakLine(indent)
      }
      switch item {
      case .comment(let comment): emit(comment.text)
      case .statement(let statement): write(statement, indent: indent, margin: margins[index])
      }
    }
  }

  private mutating func write(_ statement: Layout.Statement, indent: Int, margin: Int?) {
    if let margin, let line = Alignment.line(statement, margin: margin) {
      emit(line)
    } else if let line = Flat.text(statement), fits(line, suffix: 0, width: statement.width) {
      emit(line)
    } else {
      write(parts: statement.parts, indent: indent)
    }
    if let comment = statement.comment { emit("  " + comment.text) }
  }

  private mutating func write(parts: [Layout.Part], indent: Int) {
    for (index, part) in parts.enumerated() {
      let isBlockNext = index + 1 < parts.count
      switch part {
      case .block(let block): write(block, indent: indent)
      case .pieces(let pieces) where index == 0:
        let hang = indent + Self.indentation * (isBlockNext ? 2 : 1)
        write(pieces, Place(indent: indent, hang: hang, suffix: isBlockNext ? 2 : 0))
      case .pieces(let pieces): write(otherwise: pieces, indent: indent)
      }
    }
  }

  /// `else …` behind a block; comments may stand before it.
  private mutating func write(otherwise pieces: [Layout.Piece], indent: Int) {
    let comments = pieces.prefix(while: \.isComment)
    for case .comment(let comment) in comments { write(comment: comment, indent: indent) }
    if comments.isEmpty { emit(" ") } else { breakLine(indent) }
    let hang = indent + 2 * Self.indentation
    write(Array(pieces.dropFirst(comments.count)), Place(indent: indent, hang: hang, suffix: 2))
  }

  private mutating func write(_ block: Layout.Block, indent: Int) {
    emit(column > indent ? " {" : "{")
    if let comment = block.comment { emit("  " + comment.text) }
    guard !block.items.isEmpty || block.comment != nil else { return emit(" }") }
    if !block.items.isEmpty {
      breakLine(indent + Self.indentation)
      write(items: block.items, indent: indent + Self.indentation)
    }
    breakLine(indent)
    emit("}")
  }
}
