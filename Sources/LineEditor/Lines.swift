/// A text as lines, counted in scalars as libedit counts.
struct Lines {
  private let lengths: [Int]

  init(_ text: String) {
    lengths = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(\.count)
  }

  /// The offset `lines` below `offset`, in the same column where that line is long enough.
  func offset(from offset: Int, lines: Int) -> Int? {
    var (line, column) = (0, offset)
    while line < lengths.count, column > lengths[line] {
      column -= lengths[line] + 1
      line += 1
    }
    let target = line + lines
    guard lengths.indices.contains(target) else { return nil }
    return lengths[..<target].reduce(0) { $0 + $1 + 1 } + min(column, lengths[target])
  }
}
