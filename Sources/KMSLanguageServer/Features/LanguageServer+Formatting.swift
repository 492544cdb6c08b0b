import KMSSyntax

extension LanguageServer {
  /// One edit of the whole, or none where nothing is to be done or the text does not parse.
  func formatting(_ document: Document) -> JSON {
    guard case .success(let text) = Formatter.formatted(document.source), text != document.text else { return [] }
    let end = document.positions.end
    return [["range": ["start": ["line": 0, "character": 0], "end": end.json], "newText": .string(text)]]
  }
}
