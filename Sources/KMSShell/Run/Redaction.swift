/// What may stand on record of a text that was never understood: its words, and no text or bytes that it holds.
enum Redaction {
  private static let limit = 2000

  static func text(_ source: String) -> String {
    let bytes = Array(source.utf8)
    var words: [UInt8] = []
    var end = 0
    for token in Scanner.tokens(source) where token.kind.isText || token.kind == .comment {
      words += bytes[end..<token.range.lowerBound]
      if token.kind.isText { words += "\"…\"".utf8 }
      end = token.range.upperBound
    }
    words += bytes[end...]
    let text = String(decoding: words, as: UTF8.self)
    return text.count > limit ? text.prefix(limit) + "…" : text
  }
}
