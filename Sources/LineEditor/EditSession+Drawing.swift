import CLibEdit

extension EditSession {
  var prompt: Prompt {
    searchPrompt ?? (earlier.isEmpty ? configuration.prompt() : configuration.continuationPrompt())
  }

  func drawnPrompt() -> UnsafeMutablePointer<CChar>? {
    libedit.keepPrompt(prompt.escaped(color: configuration.usesColor))
  }

  func drawnRightPrompt() -> UnsafeMutablePointer<CChar>? {
    let right = earlier.isEmpty && searchPrompt == nil ? configuration.rightPrompt?() : nil
    return libedit.keepRightPrompt(right?.escaped(color: configuration.usesColor) ?? "")
  }

  var layout: Layout { Layout(columns: Terminal.width() ?? 80) }

  func position(after text: String) -> Layout.Position {
    let layout = layout
    return layout.position(after: text, from: layout.position(after: prompt.plain))
  }

  /// Moves the terminal's cursor behind the last line of the text, and to a line of its own.
  func leaveLine(showing mark: String) {
    let end = position(after: libedit.text)
    moveRows(end.row - position(after: libedit.textBeforeCursor).row)
    write("\r" + (end.column > 0 ? "\u{1b}[\(end.column)C" : "") + mark + "\r\n")
  }

  /// The terminal has wrapped the lines anew: start again at the line's first row.
  func resize() {
    let row = position(after: libedit.textBeforeCursor).row
    moveRows(-row)
    write("\r\u{1b}[J")
    libedit.takeSize()
    libedit.redraw()
  }

  func moveRows(_ rows: Int) {
    if rows > 0 { write("\u{1b}[\(rows)B") }
    if rows < 0 { write("\u{1b}[\(-rows)A") }
  }

  /// Makes the lines already given part of the text again, above what is being typed.
  func reopenEarlierLines() {
    let rows = earlier.reduce(position(after: libedit.textBeforeCursor).row) { rows, line in
      let layout = layout
      return rows + 1 + layout.position(after: line.text, from: layout.position(after: line.prompt)).row
    }
    let above = earlier.map(\.text).joined(separator: "\n")
    let text = above + "\n" + libedit.text
    earlier = []
    moveRows(-rows)
    write("\r\u{1b}[J")
    libedit.replace(text, cursor: above.unicodeScalars.count)
    libedit.redraw()
  }
}
