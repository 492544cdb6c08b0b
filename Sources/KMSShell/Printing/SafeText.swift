import KMSSyntax

/// Text from elsewhere on its way to a terminal: nothing in it steers the terminal or turns the writing around.
enum SafeText {
  /// In one line; a line's end shows as `↵`.
  static func line(_ text: String) -> String {
    pieces(text).map(Display.safe).joined(separator: "↵")
  }

  /// With its line ends and tabs as they are.
  static func block(_ text: String) -> String {
    pieces(text).map { $0.split(separator: "\t", omittingEmptySubsequences: false).map { Display.safe(String($0)) } }
      .map { $0.joined(separator: "\t") }.joined(separator: "\n")
  }

  /// Cut to columns with `…` at the end.
  static func shortened(_ text: String, to columns: Int) -> String {
    guard Display.width(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var used = 1
    for character in text {
      used += Display.width(String(character))
      if used > columns { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// Filled with spaces to columns.
  static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
    let blank = String(repeating: " ", count: max(0, columns - Display.width(text)))
    return right ? blank + text : text + blank
  }

  /// Lines, each without the carriage return before its end.
  private static func pieces(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(String.UnicodeScalarView(line.last == "\r" ? line.dropLast() : line))
    }
  }
}
