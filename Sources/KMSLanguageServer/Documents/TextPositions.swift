/// Lines of a text, and positions in it as the protocol counts them: both from 0.
struct TextPositions {
  let bytes: [UInt8]
  let encoding: PositionEncoding
  private let lineStarts: [Int]

  struct Position: Hashable {
    let line: Int
    let character: Int
  }

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let isLoneReturn = byte == 13 && (index + 1 >= bytes.count || bytes[index + 1] != 10)
      if byte == 10 || isLoneReturn { starts.append(index + 1) }
    }
    lineStarts = starts
  }

  /// A position beyond its line or the text is the end of it.
  func offset(of position: Position) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return bytes.count }
    var offset = lineStarts[position.line]
    let end = lineEnd(position.line)
    var left = position.character
    while offset < end, left > 0 {
      left -= encoding.length(ofScalar: bytes[offset])
      if left >= 0 { offset = min(end, offset + PositionEncoding.bytes(ofScalar: bytes[offset])) }
    }
    return offset
  }

  func position(of offset: Int) -> Position {
    let offset = min(max(0, offset), bytes.count)
    let line = lineIndex(of: offset)
    var character = 0
    var index = lineStarts[line]
    while index < offset {
      character += encoding.length(ofScalar: bytes[index])
      index += PositionEncoding.bytes(ofScalar: bytes[index])
    }
    return Position(line: line, character: character)
  }

  var end: Position { position(of: bytes.count) }

  private func lineEnd(_ line: Int) -> Int {
    guard line + 1 < lineStarts.count else { return bytes.count }
    let next = lineStarts[line + 1]
    let isPair = next - 2 >= lineStarts[line] && bytes[next - 1] == 10 && bytes[next - 2] == 13
    return next - (isPair ? 2 : 1)
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

extension TextPositions {
  func json(_ range: Range<Int>) -> JSON {
    ["start": position(of: range.lowerBound).json, "end": position(of: range.upperBound).json]
  }

  /// The offsets of a range of the protocol.
  func range(_ json: JSON?) -> Range<Int>? {
    guard let start = Position(json?["start"]), let end = Position(json?["end"]) else { return nil }
    let (lower, upper) = (offset(of: start), offset(of: end))
    return min(lower, upper)..<max(lower, upper)
  }
}

extension TextPositions.Position {
  var json: JSON { ["line": .int(line), "character": .int(character)] }

  init?(_ json: JSON?) {
    guard let line = json?["line"]?.int, let character = json?["character"]?.int else { return nil }
    self.init(line: line, character: character)
  }
}
