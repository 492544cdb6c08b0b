/// Writes a layout in lines of at most `width` columns, as far as the grammar lets it break them.
struct LayoutWriter {
  static let width = 100
  /// A line that has no better place than inside parentheses to break may be longer.
  static let widthOfUnbroken = 120
  static let indentation = 2

  var output = ""
  var column = 0
  /// A comment ends only with its line.
  var isBehindComment = false

  static func text(of block: Layout.Block) -> String {
    var writer = LayoutWriter()
    writer.write(items: block.items, indent: 0)
    return writer.output.isEmpty ? "" : writer.output + "\n"
  }

  private var isAtLineStart = false

  mutating func emit(_ text: String) {
    if !text.isEmpty { isAtLineStart = false }
    output += text
    let tail = text.utf8.lastIndex(of: UInt8(ascii: "\n")).map { text[text.utf8.index(after: $0)...] }
    column = tail.map { Display.width(String($0)) } ?? column + Display.width(text)
  }

  mutating func breakLine(_ indent: Int) {
    output += "\n" + String(repeating: " ", count: indent)
    column = indent
    (isBehindComment, isAtLineStart) = (false, true)
  }

  mutating func write(comment: Lexeme, indent: Int) {
    if comment.beginsLine || isBehindComment {
      if !isAtLineStart { breakLine(indent) }
    } else if !isAtLineStart {
      emit("  ")
    }
    emit(comment.text)
    isBehindComment = true
  }

  /// Whether a text ends in time, what must stand behind it in the same line included.
  func fits(_ text: String, suffix: Int, width: Int = width) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let last = lines.last else { return true }
    let start = column + Display.width(String(first)) + (lines.count == 1 ? suffix : 0)
    return start <= width && (lines.count == 1 || Display.width(String(last)) + suffix <= width)
  }
}
