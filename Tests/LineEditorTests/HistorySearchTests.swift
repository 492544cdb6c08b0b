import Testing

@testable import LineEditor

@Suite struct HistorySearchTests {
  private func search(_ entries: [String], keys: String) -> (HistorySearch, HistorySearch.Step) {
    let history = History(path: nil)
    entries.forEach(history.append)
    var search = HistorySearch(history)
    var step = HistorySearch.Step.goOn
    for key in keys.unicodeScalars { step = search.take(key.value) }
    return (search, step)
  }

  @Test func typingFindsTheNewestAndPutsTheCursorBehindTheMatch() {
    let (search, step) = search(["find alpha", "schlüssel find x"], keys: "find")
    #expect(step == .goOn)
    #expect(search.found?.entry == "schlüssel find x")
    #expect(search.found?.cursor == 14)
    #expect(search.prompt.plain == "search 'find': ")
  }

  @Test func controlRGoesBackAndControlSForth() {
    #expect(search(["find a", "find b"], keys: "find\u{12}").0.found?.entry == "find a")
    #expect(search(["find a", "find b"], keys: "find\u{12}\u{13}").0.found?.entry == "find b")
    #expect(search(["find a"], keys: "find\u{12}").1 == .dead)
  }

  @Test func aMissIsSaidAndRubbingOutReturns() {
    let (missed, step) = search(["find a"], keys: "findx")
    #expect(step == .dead)
    #expect(missed.found == nil)
    #expect(missed.prompt.plain == "no entry with 'findx': ")
    #expect(search(["find a"], keys: "findx\u{7f}").0.found?.entry == "find a")
    #expect(search(["find a"], keys: "f\u{7f}\u{7f}").1 == .giveUp)
  }

  @Test func otherKeysTakeTheEntryAndAct() {
    #expect(search(["find a"], keys: "f\n").1 == .accept("\n"))
    #expect(search(["find a"], keys: "f\u{7}").1 == .giveUp)
  }
}
