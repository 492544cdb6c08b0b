extension EditSession {
  /// Prints the text again in colour over the same cells: libedit has drawn all it has when it asks for a key.
  func highlightIfIdle() {
    guard configuration.usesColor, let highlight = configuration.highlight, !keys.hasInput else { return }
    let text = libedit.text
    guard !text.isEmpty else { return }
    let layout = layout
    let start = layout.position(after: prompt.plain)
    let end = layout.position(after: text, from: start)
    // What has scrolled out of the screen cannot be reached.
    guard end.row < Terminal.size(1)?.rows ?? 0 else { return }
    guard let colored = ColoredText(highlight(text), of: text) else { return }
    let cursor = layout.position(after: libedit.textBeforeCursor, from: start)
    let drawn = colored.drawn(from: start, in: layout)
    write(
      "\u{1b}[?25l" + move(from: cursor, to: start) + drawn.text + move(from: drawn.end, to: cursor) + "\u{1b}[?25h")
  }

  private func move(from old: Layout.Position, to new: Layout.Position) -> String {
    let rows = new.row - old.row
    let vertical = rows == 0 ? "" : "\u{1b}[\(abs(rows))\(rows > 0 ? "B" : "A")"
    return vertical + "\r" + (new.column > 0 ? "\u{1b}[\(new.column)C" : "")
  }
}
