/// The choices below the line: with notes one a row, without them in columns.
struct CompletionMenu {
  private let completions: [Completion]
  private let columns: Int
  private let rows: Int

  init(_ completions: [Completion], columns: Int, rows: Int) {
    var seen: Set<String> = []
    self.completions = completions.filter { seen.insert($0.display).inserted }
    self.columns = max(8, columns)
    self.rows = max(1, rows)
  }

  func lines(color: Bool) -> [String] {
    let hasNotes = completions.contains { !$0.note.isEmpty }
    return hasNotes && completions.count <= rows ? annotated(color: color) : grid()
  }

  private func annotated(color: Bool) -> [String] {
    let width = min(columns / 2, completions.map { Terminal.cells($0.display.printable) }.max() ?? 0)
    return completions.map { completion in
      let name = completion.display.printable.fitted(to: width)
      let note = completion.note.printable.truncated(to: columns - width - 3)
      guard !note.isEmpty else { return name.trimmed }
      return color ? "\(name)  \u{1b}[2m\(note)\u{1b}[0m" : "\(name)  \(note)"
    }
  }

  /// Filled downwards, as `ls` does; what does not fit on the screen is counted.
  private func grid() -> [String] {
    let names = completions.map { $0.display.printable.truncated(to: columns - 1) }
    let width = (names.map(Terminal.cells).max() ?? 0) + 2
    let across = max(1, (columns + 1) / width)
    let shown = names.count <= across * rows ? names : Array(names.prefix(across * (rows - 1)))
    let down = (shown.count + across - 1) / across
    let lines = (0..<down).map { row in
      stride(from: row, to: shown.count, by: down).map { shown[$0].fitted(to: width) }.joined().trimmed
    }
    let hidden = names.count - shown.count
    return hidden > 0 ? lines + ["… and \(hidden) more"] : lines
  }
}

extension String {
  /// Cut with `…` to at most `cells`.
  fileprivate func truncated(to cells: Int) -> String {
    guard Terminal.cells(self) > cells else { return self }
    var kept = ""
    var used = 1
    for scalar in unicodeScalars {
      used += scalar.cells
      if used > cells { break }
      kept.unicodeScalars.append(scalar)
    }
    return cells > 0 ? kept + "…" : ""
  }

  /// Cut or filled with spaces to exactly `cells`.
  fileprivate func fitted(to cells: Int) -> String {
    let text = truncated(to: cells)
    return text + String(repeating: " ", count: max(0, cells - Terminal.cells(text)))
  }

  fileprivate var trimmed: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
