extension Source {
  /// A place as people count: both from 1, columns in characters.
  public struct Position: Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let column: Int

    public var description: String { "\(line):\(column)" }
  }

  /// The place of a UTF-8 offset; one beyond the text is its end.
  public func position(of offset: Int) -> Position {
    let offset = min(max(0, offset), text.utf8.count)
    let line = lineIndex(of: offset)
    let before = text(in: lineStarts[line]..<offset)
    return Position(line: line + 1, column: before.count + 1)
  }

  public var lineCount: Int { lineStarts.count }

  /// The index in `lineStarts` of the line that holds `offset`.
  func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The offsets of a line without its end.
  func lineRange(_ index: Int) -> Range<Int> {
    let start = lineStarts[index]
    let next = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : text.utf8.count
    let isCarriageReturn = next > start && text(in: next - 1..<next) == "\r"
    return start..<(isCarriageReturn ? next - 1 : next)
  }

  /// The text between two UTF-8 offsets, as far as there is one.
  func text(in range: Range<Int>) -> String {
    let count = text.utf8.count
    let lower = min(max(0, range.lowerBound), count)
    let upper = min(max(lower, range.upperBound), count)
    return String(decoding: text.utf8.dropFirst(lower).prefix(upper - lower), as: UTF8.self)
  }
}

extension Span {
  public var start: Source.Position { source.position(of: range.lowerBound) }
  /// That of its start, from 1; much quicker than its position in a long line.
  public var line: Int { source.lineIndex(of: max(0, range.lowerBound)) + 1 }
  public var text: String { source.text(in: range) }
}
