/// The user's `.editrc`, line by line in the way of `el_source`.
///
/// libedit forgets every binding when it switches between emacs and vi keys, ours too, so the mode is found first and
/// `bind -v` and `bind -e` are left out afterwards.
struct EditRC {
  private let lines: [[String]]
  private let application: String

  init(_ text: String, application: String) {
    lines = text.split(whereSeparator: \.isNewline).map(Self.words).filter { !$0.isEmpty }
    self.application = application
  }

  /// Whether the last line about it asks for vi keys.
  var wantsVi: Bool? {
    mine.compactMap(Self.mode).last
  }

  /// Everything but the mode.
  var commands: [[String]] { mine.filter { Self.mode($0) == nil } }

  /// A line may begin with the name of the program that it is for.
  private var mine: [[String]] {
    lines.compactMap { words in
      guard let first = words.first, let colon = first.firstIndex(of: ":") else { return words }
      guard application.contains(first[..<colon]) else { return nil }
      return [String(first[first.index(after: colon)...])] + words.dropFirst()
    }
  }

  private static func mode(_ words: [String]) -> Bool? {
    switch words {
    case ["bind", "-v"]: true
    case ["bind", "-e"]: false
    default: nil
    }
  }

  /// Splits at blanks; quotes and backslashes as in `sh`. A `#` begins a comment where a line begins.
  static func words(_ line: some StringProtocol) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line.drop(while: \.isWhitespace) {
      if isEscaped {
        word = (word ?? "") + (quote == "\"" && !"\"\\".contains(character) ? "\\" : "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        (quote, word) = (character, word ?? "")
      } else if quote == nil, character.isWhitespace {
        if let whole = word { words.append(whole) }
        word = nil
      } else if quote == nil, word == nil, words.isEmpty, character == "#" {
        return []
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
