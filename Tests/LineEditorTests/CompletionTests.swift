import Testing

@testable import LineEditor

@Suite struct CompletionTests {
  private func step(_ words: [String], in text: String, from start: Int = 0, space: Bool = true)
    -> CompletionChoices.Step
  {
    let request = CompletionRequest(entry: text, cursor: text.utf8.count)
    return CompletionChoices(words.map { Completion($0, start: start, appendsSpace: space) }, for: request).step
  }

  @Test(arguments: [
    (["create", "create-pair", "credit"], "cre"), (["a"], "a"), ([], ""), (["a", "b"], ""), (["ü1", "ü2"], "ü"),
    (["é", "e\u{301}"], ""),
  ])
  func commonPrefix(words: [String], prefix: String) {
    #expect(CompletionChoices.commonPrefix(words) == prefix)
  }

  @Test func aSingleAnswerIsInsertedWithASpace() {
    #expect(step(["find"], in: "fi") == .insert(removing: 2, "find "))
    #expect(step(["algorithm="], in: "create al", from: 7, space: false) == .insert(removing: 2, "algorithm="))
  }

  @Test func theSpaceIsNotDoubled() {
    let request = CompletionRequest(entry: "fi x", cursor: 2)
    #expect(CompletionChoices([Completion("find", start: 0)], for: request).step == .insert(removing: 2, "find"))
  }

  @Test func severalAnswersGrowToWhatTheyShare() {
    #expect(step(["create", "create-pair"], in: "cr") == .insert(removing: 2, "create"))
    guard case .list(let choices) = step(["create", "create-pair"], in: "create") else {
      Issue.record("no list")
      return
    }
    #expect(choices.map(\.replacement) == ["create", "create-pair"])
  }

  @Test func removalCountsCharactersNotBytes() {
    #expect(step(["schlüssel"], in: "show schlü", from: 5) == .insert(removing: 5, "schlüssel "))
  }

  @Test func nothingFitsNothing() {
    #expect(step([], in: "x") == .none)
    #expect(step(["x"], in: "x", from: 9) == .none)
    #expect(step(["x"], in: "x", from: -1) == .none)
  }

  @Test func theRequestEndsAtTheCursor() {
    #expect(CompletionRequest(entry: "für {\n x", cursor: 5).text == "für ")
    #expect(CompletionRequest(entry: "ab", cursor: 99).text == "ab")
  }
}

@Suite struct CompletionMenuTests {
  private func lines(_ names: [String], notes: [String] = [], columns: Int = 20, rows: Int = 10) -> [String] {
    let completions = names.enumerated().map { index, name in
      Completion(name, start: 0, note: notes.indices.contains(index) ? notes[index] : "")
    }
    return CompletionMenu(completions, columns: columns, rows: rows).lines(color: false)
  }

  @Test func columnsFillDownwards() {
    #expect(lines(["aa", "bb", "cc", "dd", "ee", "ff", "gg"], columns: 12) == ["aa  dd  gg", "bb  ee", "cc  ff"])
  }

  @Test func wideCharactersKeepTheColumnsStraight() {
    #expect(lines(["日本", "a", "b", "c"], columns: 12) == ["日本  b", "a     c"])
  }

  @Test func notesStandBesideTheirNames() {
    #expect(lines(["create", "find"], notes: ["make a key", "look"]) == ["create  make a key", "find    look"])
    #expect(lines(["create"], notes: ["make a symmetric key"]) == ["create  make a sym…"])
  }

  @Test func whatDoesNotFitIsCounted() {
    let lines = lines((0..<100).map { "id-\($0)" }, rows: 5)
    #expect(lines.count == 5)
    #expect(lines.last == "… and 88 more")
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    #expect(lines(["a\u{1b}[2Jb", "c\nd"]) == ["a[2Jb  cd"])
  }

  @Test func dimmedNotesAreTheOnlyEscapes() {
    let menu = CompletionMenu([Completion("a", start: 0, note: "b")], columns: 40, rows: 10)
    #expect(menu.lines(color: true) == ["a  \u{1b}[2mb\u{1b}[0m"])
  }
}
