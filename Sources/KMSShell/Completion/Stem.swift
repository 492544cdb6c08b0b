/// The unfinished word before the cursor.
struct Stem {
  /// The offset that answers replace from.
  let start: Int
  /// As far as it is typed, without an opening quote.
  let text: String
  /// Whether a text was begun that is not closed.
  let isQuoted: Bool
  /// `["pair", "links"]` of `$pair.links.pu`: whose members are wanted.
  let memberPath: [String]?

  /// Takes the word's tokens away, so that the rest is what stands before it.
  init(takingFrom tokens: inout [ScannedToken], _ bytes: [UInt8]) {
    if let chainStart = Self.memberChain(tokens, bytes) {
      tokens.removeLast(tokens.count - (tokens.firstIndex { $0.range.lowerBound >= chainStart } ?? tokens.count))
      let names = String(decoding: bytes[(chainStart + 1)...], as: UTF8.self)
        .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      text = names.last ?? ""
      (start, isQuoted, memberPath) = (bytes.count - text.utf8.count, false, Array(names.dropLast()))
      return
    }
    guard let last = tokens.last, last.range.upperBound == bytes.count, Self.isUnfinished(last) else {
      (start, text, isQuoted, memberPath) = (bytes.count, "", false, nil)
      return
    }
    tokens.removeLast()
    let words = String(decoding: bytes[last.range], as: UTF8.self)
    isQuoted = last.kind.isText
    text = isQuoted ? String(words.dropFirst()) : words
    (start, memberPath) = (last.range.lowerBound, nil)
  }

  private static func isUnfinished(_ token: ScannedToken) -> Bool {
    switch token.kind {
    case .word, .variable, .number, .text(isClosed: false): true
    default: false
    }
  }

  /// `$pair.links.pu` right before the cursor.
  private static func memberChain(_ tokens: [ScannedToken], _ bytes: [UInt8]) -> Int? {
    var start = bytes.count
    while start > 0, bytes[start - 1].isWord || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
    guard start > 0, bytes[start - 1] == UInt8(ascii: "$"), bytes[start...].contains(UInt8(ascii: ".")) else {
      return nil
    }
    guard tokens.contains(where: { $0.kind == .variable && $0.range.lowerBound == start - 1 }) else { return nil }
    return start - 1
  }
}

extension Stem {
  /// `_` and `-` are alike, and so are capitals.
  func fits(_ candidate: String) -> Bool { candidate.normalWord.hasPrefix(text.normalWord) }
}
