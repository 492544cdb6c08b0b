/// A text with colours, cut into characters and the escapes before them.
struct ColoredText {
  private let characters: [(escapes: String, scalar: Unicode.Scalar)]

  /// `nil` when `colored` is not `text` with SGR escapes, or holds what libedit draws in its own way.
  init?(_ colored: String, of text: String) {
    var characters: [(String, Unicode.Scalar)] = []
    var rest = colored.unicodeScalars[...]
    var escapes = ""
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1b}" else {
        characters.append((escapes, scalar))
        escapes = ""
        continue
      }
      guard let end = rest.firstIndex(of: "m"), Self.isSGR(rest[..<end]) else { return nil }
      escapes += "\u{1b}" + String(rest[...end])
      rest = rest[rest.index(after: end)...]
    }
    guard characters.map(\.1).elementsEqual(text.unicodeScalars) else { return nil }
    guard characters.allSatisfy({ $0.1 == "\n" || (!$0.1.isControl && $0.1.isDrawable) }) else { return nil }
    self.characters = characters
  }

  private static func isSGR(_ body: Substring.UnicodeScalarView) -> Bool {
    body.first == "[" && body.dropFirst().allSatisfy { ("0"..."9").contains($0) || $0 == ";" }
  }

  /// The text as it is written, and where that leaves the terminal's cursor. Rows are entered by moving down: they
  /// exist already.
  func drawn(from start: Layout.Position, in layout: Layout) -> (text: String, end: Layout.Position) {
    var text = ""
    var (row, position) = (start.row, start)
    for (escapes, scalar) in characters {
      text += escapes
      let begin = layout.start(of: scalar, at: position)
      position = layout.position(after: String(scalar), from: position)
      guard scalar != "\n" else { continue }
      if begin.row > row { text += "\r\u{1b}[\(begin.row - row)B" }
      row = begin.row
      text.unicodeScalars.append(scalar)
    }
    return (text + "\u{1b}[0m", Layout.Position(row: row, column: 0))
  }
}
