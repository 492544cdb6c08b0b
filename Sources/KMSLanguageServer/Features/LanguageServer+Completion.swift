import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

extension LanguageServer {
  func completion(_ place: Place) -> JSON {
    let document = place.document
    let before = String(decoding: document.positions.bytes.prefix(place.offset), as: UTF8.self)
    let folder = document.source.name.lastIndex(of: "/").map { String(document.source.name[...$0]) } ?? ""
    let completer = Completer(
      commands: commands, scope: VisibleNames(before: before, in: document, self), seenIDs: SeenIDs(),
      entries: { DirectoryListing.entries($0.hasPrefix("/") ? $0 : folder + $0, home: nil) })
    let answers = completer.completions(CompletionRequest(entry: before, cursor: place.offset))
    return .array(answers.enumerated().map { item($1, rank: $0, place) })
  }

  private func item(_ answer: Completion, rank: Int, _ place: Place) -> JSON {
    let start = min(answer.start, place.offset)
    var members: [String: JSON] = [
      "label": .string(answer.display), "kind": .int(kind(of: answer)),
      "filterText": .string(answer.replacement), "sortText": .string(String(100_000 + rank)),
      "textEdit": [
        "range": place.document.positions.json(start..<place.offset), "newText": .string(answer.replacement),
      ],
    ]
    if !answer.note.isEmpty { members["detail"] = .string(answer.note) }
    return .object(members)
  }

  /// In the numbers of the protocol.
  private func kind(of answer: Completion) -> Int {
    let (keyword, function, variable, property, value) = (14, 3, 6, 10, 12)
    if answer.replacement.hasPrefix("$") { return variable }
    if answer.replacement.hasSuffix("=") { return property }
    if answer.replacement.hasSuffix("(") || commands[answer.replacement] != nil { return function }
    return HelpText.isLanguageWord(answer.replacement) ? keyword : value
  }
}
