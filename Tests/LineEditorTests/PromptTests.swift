import Testing

@testable import LineEditor

@Suite struct PromptTests {
  @Test func escapesStandBetweenMarksAndNeverSideBySide() {
    let prompt = Prompt("kmsh", style: .green).appending(" dev", style: .bold).appending("> ")
    #expect(
      prompt.escaped(color: true) == "\u{1}\u{1b}[32m\u{1}kmsh\u{1}\u{1b}[0m\u{1b}[1m\u{1} dev\u{1}\u{1b}[0m\u{1}> ")
    #expect(prompt.escaped(color: false) == "kmsh dev> ")
  }

  @Test(arguments: ["> ", ">", " ", "> 日"])
  func aStyledEndIsFollowedByAPlainSpace(text: String) {
    let escaped = Prompt(text, style: .red).escaped(color: true)
    #expect(escaped.hasSuffix(" "))
    #expect(escaped.dropLast().last == "\u{1}" || text == " ")
    #expect(Prompt(text, style: .red).plain.last == " ")
  }

  @Test func controlCharactersInATextAreDropped() {
    #expect(Prompt("a\u{1b}[31m\u{1}b\n").plain == "a[31mb")
  }

  @Test func unstyledTextNeedsNoEscapes() {
    #expect(Prompt("$ ").escaped(color: true) == "$ ")
    #expect(Prompt().escaped(color: true) == "")
  }
}

@Suite struct TerminalTests {
  @Test func colorIsDeclinedByTheEnvironment() {
    #expect(Terminal.permitsColor(["TERM": "xterm"]))
    #expect(Terminal.permitsColor(["TERM": "xterm", "NO_COLOR": ""]))
    #expect(!Terminal.permitsColor(["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(!Terminal.permitsColor(["TERM": "dumb"]))
    #expect(!Terminal.permitsColor([:]))
  }

  @Test func cellsCountWideAndCombiningCharacters() {
    #expect(Terminal.cells("aé日本") == 6)
    #expect(Terminal.cells("e\u{301}") == 1)
    #expect(Terminal.cells("\u{1b}") == 0)
  }

  @Test func keyBindingsComeFromTheEnvironmentOrTheHome() {
    #expect(LineEditor.Configuration.editrc(in: ["HOME": "/h", "EDITRC": "/e"]) == "/e")
    #expect(LineEditor.Configuration.editrc(in: ["HOME": "/h"]) == "/h/.editrc")
    #expect(LineEditor.Configuration.editrc(in: [:]) == nil)
  }
}
