public import KMSInterpreter

/// Colours for a line while it is typed: SGR escapes are added and nothing else is changed.
public struct Highlighter: Sendable {
  private let commands: CommandTable
  private let scope: Scope
  private let functions = Set(PureFunction.names)

  public init(commands: CommandTable, scope: Scope) {
    self.commands = commands
    self.scope = scope
  }

  public func highlighted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let style = Style(color: true)
    var colored = ""
    var end = 0
    var place = Place()
    for token in Scanner.tokens(text) {
      let words = String(decoding: bytes[token.range], as: UTF8.self)
      colored += String(decoding: bytes[end..<token.range.lowerBound], as: UTF8.self)
      let isCall = token.range.upperBound < bytes.count && bytes[token.range.upperBound] == UInt8(ascii: "(")
      let code = isCall && functions.contains(words) ? nil : code(token, words, isStart: place.startsCommand)
      colored += code.map { style.paint(words, $0) } ?? words
      place.pass(token, words)
      end = token.range.upperBound
    }
    return colored + String(decoding: bytes[end...], as: UTF8.self)
  }

  private func code(_ token: ScannedToken, _ word: String, isStart: Bool) -> String? {
    switch token.kind {
    case .comment: "2"
    case .text: "32"
    case .number: "33"
    case .variable: "36"
    case .argument: "34"
    case .word where word.hasSuffix(":"): nil
    case .word: isStart ? firstCode(word) : LanguageWord.names.contains(word) ? "35" : nil
    case .symbol, .newline: nil
    }
  }

  private func firstCode(_ word: String) -> String? {
    if LanguageWord.names.contains(word) || Self.constants.contains(word) { return "35" }
    if commands[word] != nil || scope.functions.contains(word) { return "1" }
    return functions.contains(word) || Self.prefixes.contains(word) ? nil : "31"
  }

  private static let constants: Set<String> = ["true", "false", "none", "now", "today", "wait", "as", "require"]
  /// Of literals of bytes.
  private static let prefixes: Set<String> = ["hex", "base64", "b"]
}

extension Highlighter {
  /// Whether the next word may be a command's.
  struct Place {
    private(set) var startsCommand = true
    private var keyword: String?
    private var previous: ScannedToken?

    private static let rowStages: Set<String> = ["where", "sort", "select", "group", "distinct"]

    mutating func pass(_ token: ScannedToken, _ word: String) {
      switch token.kind {
      case .comment: return
      case .newline, .symbol("|"), .symbol("{"), .symbol("}"): (startsCommand, keyword) = (true, nil)
      case .symbol("="): startsCommand = true
      case .symbol("("): startsCommand = !isCall(token) && !Self.rowStages.contains(keyword ?? "")
      case .word where startsCommand && LanguageWord.names.contains(word): (startsCommand, keyword) = (false, word)
      case .word where word == "in" && keyword == "for": startsCommand = true
      default: startsCommand = false
      }
      previous = token
    }

    private func isCall(_ token: ScannedToken) -> Bool {
      previous?.kind == .word && previous?.range.upperBound == token.range.lowerBound
    }
  }
}
