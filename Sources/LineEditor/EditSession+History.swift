import CLibEdit

/// Where the walk through the history stands.
struct HistoryBrowsing {
  let prefix: String
  let draft: String
  var index: Int
  var shown: String
}

extension EditSession {
  func up() -> Int32 {
    if !isBrowsing {
      if moveCursor(lines: -1) { return CC_CURSOR }
      if !earlier.isEmpty {
        reopenEarlierLines()
        return CC_NORM
      }
    }
    let walk = currentBrowsing
    guard let index = history.index(before: walk.index, differingFrom: walk) else { return CC_ERROR }
    return show(history.entries[index], at: index, of: walk)
  }

  func down() -> Int32 {
    guard isBrowsing, let walk = browsing else { return moveCursor(lines: 1) ? CC_CURSOR : CC_ERROR }
    guard let index = history.index(after: walk.index, differingFrom: walk) else {
      browsing = nil
      libedit.replace(walk.draft)
      return CC_REFRESH
    }
    return show(history.entries[index], at: index, of: walk)
  }

  /// Whether the last key showed an entry too: then the text is that entry and the cursor stands at its end.
  private var isBrowsing: Bool {
    guard let browsing, libedit.text == browsing.shown else { return false }
    let behind = browsing.shown.unicodeScalars.count - libedit.textBeforeCursor.unicodeScalars.count
    // vi's command mode puts the cursor on the last character, not behind it.
    return behind == 0 || (behind == 1 && keys.translatesAllKeys)
  }

  private var currentBrowsing: HistoryBrowsing {
    if isBrowsing, let browsing { return browsing }
    let text = libedit.text
    return HistoryBrowsing(prefix: libedit.textBeforeCursor, draft: text, index: history.entries.count, shown: text)
  }

  private func show(_ entry: String, at index: Int, of walk: HistoryBrowsing) -> Int32 {
    var next = walk
    (next.index, next.shown) = (index, entry)
    browsing = next
    libedit.replace(entry)
    return CC_REFRESH
  }

  /// Moves the cursor within a text of several lines; `false` at its first or last.
  private func moveCursor(lines: Int) -> Bool {
    guard let target = Lines(libedit.text).offset(from: libedit.textBeforeCursor.unicodeScalars.count, lines: lines)
    else { return false }
    libedit.moveCursor(to: target)
    return true
  }
}

extension History {
  /// The entry the walk comes to next; one like the entry already shown is passed over.
  fileprivate func index(before start: Int, differingFrom walk: HistoryBrowsing) -> Int? {
    next(from: start, walk) { index(before: $0, prefix: walk.prefix) }
  }

  fileprivate func index(after start: Int, differingFrom walk: HistoryBrowsing) -> Int? {
    next(from: start, walk) { index(after: $0, prefix: walk.prefix) }
  }

  private func next(from start: Int, _ walk: HistoryBrowsing, step: (Int) -> Int?) -> Int? {
    var index = start
    while let found = step(index) {
      if entries[found] != walk.shown { return found }
      index = found
    }
    return nil
  }
}
