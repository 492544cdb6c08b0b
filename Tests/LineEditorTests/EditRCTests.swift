import Testing

@testable import LineEditor

@Suite struct EditRCTests {
  private let text = """
    # keys
    bind -v
    kmsh:bind "^X" ed-delete-prev-char
    other:bind -e
      setty   -q 'a b'
    """

  @Test func onlyOurLinesCount() {
    let rc = EditRC(text, application: "kmsh")
    #expect(rc.wantsVi == true)
    #expect(rc.commands == [["bind", "^X", "ed-delete-prev-char"], ["setty", "-q", "a b"]])
    #expect(EditRC(text, application: "other").wantsVi == false)
    #expect(EditRC("", application: "kmsh").wantsVi == nil)
  }

  @Test(arguments: [
    (#"bind \\e[A up"#, ["bind", #"\e[A"#, "up"]), (#"bind "\e[A" up"#, ["bind", #"\e[A"#, "up"]),
    (#"bind '\e[A' up"#, ["bind", #"\e[A"#, "up"]), (#"a "" b"#, ["a", "", "b"]), ("  # comment", []),
    (#""open"#, ["open"]),
  ])
  func wordsAreQuotedAsInTheShell(line: String, words: [String]) {
    #expect(EditRC.words(line) == words)
  }
}
