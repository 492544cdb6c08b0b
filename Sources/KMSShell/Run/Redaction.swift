import KMSInterpreter

/// What may stand on record of a text that was refused before it ran: its words, but no text or bytes, and no word
/// where plaintext or a secret may have been meant.
struct Redaction {
  private let commands: CommandTable
  private let redactedNames: Set<String>
  private static let limit = 2000
  private static let mask = "\"…\""

  init(commands: CommandTable) {
    self.commands = commands
    redactedNames = Set(commands.all.flatMap { $0.parameters.filter(\.isRedacted).map(\.name.normalWord) })
  }

  func text(_ source: String) -> String {
    let bytes = Array(source.utf8)
    var words = ""
    var end = 0
    var place = Highlighter.Place()
    var argument: String?
    var hidesWords = false
    for token in Scanner.tokens(source) {
      let word = String(decoding: bytes[token.range], as: UTF8.self)
      words += String(decoding: bytes[end..<token.range.lowerBound], as: UTF8.self)
      end = token.range.upperBound
      if token.kind == .word, place.startsCommand, !LanguageWord.names.contains(word) {
        hidesWords = hides(after: word)
      }
      let isHead = place.startsCommand
      place.pass(token, word)
      words += shown(token, word, isHidden: !isHead && (argument.map(redactedNames.contains) ?? hidesWords))
      argument = token.kind == .argument ? String(word.dropLast()).normalWord : nil
    }
    words += String(decoding: bytes[end...], as: UTF8.self)
    return words.count > Self.limit ? words.prefix(Self.limit) + "…" : words
  }

  private func shown(_ token: ScannedToken, _ word: String, isHidden: Bool) -> String {
    switch token.kind {
    case .text: Self.mask
    case .comment: ""
    case .word, .number: isHidden ? Self.mask : word
    case .argument, .variable, .newline, .symbol: word
    }
  }

  /// Of a command that nobody knows, nobody knows what its values are.
  private func hides(after name: String) -> Bool {
    guard let command = commands[name] else { return true }
    return command.parameters.contains { $0.isRedacted && $0.form != .named }
  }
}
