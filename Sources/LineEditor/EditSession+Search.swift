import CLibEdit

extension EditSession {
  /// Searches the history while keys arrive: printable ones narrow, Ctrl-R goes back, Ctrl-S forth, Ctrl-G gives up.
  /// Enter runs what was found; any other key takes it and acts on it.
  func search() -> Int32 {
    let (draft, cursor) = (libedit.text, libedit.textBeforeCursor.unicodeScalars.count)
    var search = HistorySearch(history)
    defer { searchPrompt = nil }
    while true {
      show(search, draft: draft)
      guard let key = libedit.readCharacter() else { return CC_EOF }
      switch search.take(key) {
      case .goOn: continue
      case .dead: libedit.beep()
      case .giveUp:
        libedit.replace(draft, cursor: cursor)
        return redrawn()
      case .accept(let key):
        if let key { pushBack(key) }
        return redrawn()
      }
    }
  }

  private func show(_ search: HistorySearch, draft: String) {
    let row = position(after: libedit.textBeforeCursor).row
    let found = search.found
    libedit.replace(found?.entry ?? (search.pattern.isEmpty ? draft : ""), cursor: found?.cursor)
    searchPrompt = search.prompt
    redraw(fromRow: row)
  }

  private func redrawn() -> Int32 {
    let row = position(after: libedit.textBeforeCursor).row
    searchPrompt = nil
    redraw(fromRow: row)
    return CC_NORM
  }

  private func redraw(fromRow row: Int) {
    moveRows(-row)
    write("\r\u{1b}[J")
    libedit.redraw()
  }

  private func pushBack(_ key: Unicode.Scalar) {
    // A lone Escape only ends the search; one that begins a sequence is acted upon.
    if key != "\u{1b}" || keys.hasInput { libedit.push(String(key)) }
  }
}
