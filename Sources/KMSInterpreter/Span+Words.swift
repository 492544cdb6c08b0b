import KMSSyntax

extension Span {
  /// The source's words in one line.
  var words: String {
    let bytes = source.text.utf8
    guard let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound, limitedBy: bytes.endIndex),
      let end = bytes.index(start, offsetBy: range.count, limitedBy: bytes.endIndex)
    else { return "" }
    let lines = source.text[start..<end].split(whereSeparator: \.isNewline)
    return lines.map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: " ")
  }
}
