/// How wide each column is so that a line fits: the widest give way first, identifiers not at all.
struct ColumnWidths {
  private(set) var widths: [Int]
  private static let least = 4

  /// Without `room` every column is as wide as its widest cell.
  init(natural: [Int], isID: [Bool], room: Int?) {
    widths = natural
    guard let room else { return }
    var excess = natural.reduce(0, &+) - room
    while excess > 0, let widest = widest(isID), widths[widest] > Self.least {
      let next = nextWidth(below: widths[widest], isID)
      let cut = min(excess, widths[widest] - max(next, Self.least))
      widths[widest] -= max(1, cut)
      excess -= max(1, cut)
    }
  }

  private func widest(_ isID: [Bool]) -> Int? {
    widths.indices.filter { !isID[$0] }.max { widths[$0] < widths[$1] }
  }

  private func nextWidth(below width: Int, _ isID: [Bool]) -> Int {
    widths.indices.filter { !isID[$0] && widths[$0] < width }.map { widths[$0] }.max() ?? Self.least
  }
}
