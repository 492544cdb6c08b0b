import KMSSyntax
import Testing

@testable import KMSLanguageServer

@Suite struct DocumentTests {
  @Test func mistakesAreShownWhereTheyAre() {
    var editor = Editor()
    editor.open("let $k = create algorithm=rsaa\nprint $l\n")
    #expect(editor.diagnostics() == ["0:26 K0205", "1:6 K0206"])
    let message = editor.published().first?["message"]?.string
    #expect(message?.contains("hint: did you mean") == true)
    #expect(editor.published().allSatisfy { $0["severity"] == 1 && $0["source"] == "kmsh" })
    editor.change([["text": "let $k = create algorithm=rsa\nprint $k\n"]])
    #expect(editor.diagnostics() == [])
  }

  @Test func warningsAreWarnings() {
    var editor = Editor()
    editor.open("fail \"no\"\nprint 1")
    #expect(editor.published().first { $0["range"]?["start"]?["line"] == 1 }?["severity"] == 2)
  }

  @Test func changesArePartsInTheAgreedEncoding() {
    for (encoding, character) in [("utf-16", 11), ("utf-8", 14)] {
      var editor = Editor(encodings: [encoding])
      editor.open("print \"é🔑\" x\r\nprint 1")
      let at: JSON = ["line": 0, "character": .int(character)]
      let end: JSON = ["line": 0, "character": .int(character + 2)]
      editor.change([["range": ["start": at, "end": end], "text": ""]])
      #expect(editor.server.documents[Editor.uri]?.text == "print \"é🔑\"\r\nprint 1")
    }
  }

  @Test func placesBeyondTheTextAreItsEnd() {
    let positions = TextPositions(Array("a\r\né🔑\rb".utf8), .utf16)
    let rows = [(0, 9, 1), (1, 0, 3), (1, 1, 5), (1, 2, 5), (1, 3, 9), (1, 99, 9), (2, 0, 10), (9, 0, 11), (-1, 5, 0)]
    for (line, character, offset) in rows {
      #expect(positions.offset(of: .init(line: line, character: character)) == offset, "\(line):\(character)")
    }
    for offset in [0, 1, 3, 5, 9, 10, 11] {
      #expect(positions.offset(of: positions.position(of: offset)) == offset)
    }
  }

  @Test func changesThatMakeNoSenseHarmNothing() {
    var editor = Editor()
    editor.open("print 1")
    let place: JSON = ["line": 9_000_000_000, "character": -5]
    editor.change([["range": ["start": place, "end": ["line": 0, "character": 0]], "text": "x"]])
    editor.change([["range": [:], "text": "x"]])
    editor.change([[:]])
    editor.change([])
    #expect(editor.server.documents[Editor.uri] != nil)
  }

  @Test func usedFilesAreReadFromTheEditorAndThenFromDisk() {
    var editor = Editor(files: ["/runbooks/lib/b.kms": "def twice(n: int) { return $n * }"])
    editor.open("use \"lib/b.kms\"\nprint twice(2)")
    #expect(editor.diagnostics().first == "0:4 K0101")
    let related = editor.published().first?["relatedInformation"]?.array?.first
    #expect(related?["location"]?["uri"] == "file:///runbooks/lib/b.kms")
    editor.open("def twice(n: int) { return $n * 2 }", uri: "file:///runbooks/lib/b.kms")
    #expect(editor.diagnostics() == [])
    editor.notify("textDocument/didClose", ["textDocument": ["uri": "file:///runbooks/lib/b.kms"]])
    #expect(editor.diagnostics().first == "0:4 K0101")
    editor.notify("textDocument/didClose", ["textDocument": ["uri": .string(Editor.uri)]])
    #expect(editor.diagnostics() == [])
  }

  @Test func aFileThatUsesItselfIsNoLoop() {
    var editor = Editor(files: ["/runbooks/a.kms": "use \"a.kms\"", "/runbooks/b.kms": "use \"a.kms\""])
    editor.open("use \"b.kms\"\nprint $‸")
    #expect(editor.diagnostics().first?.hasPrefix("0:4") == true)
    #expect(editor.labels(at: "use \"b.kms\"\nprint $‸") == [])
  }

  @Test(arguments: [
    ("file:///runbooks/a%20b%C3%A9.kms", "/runbooks/a bé.kms"), ("file://host/a.kms", "/a.kms"),
    ("untitled:1", "untitled:1"),
    ("file:///a/./b//../c%", "/a/c%"), ("FILE:///a", "/a"), ("file:///../..", "/"),
  ])
  func editorsNameFilesByURI(uri: String, path: String) { #expect(DocumentURI.path(uri) == path) }

  @Test func pathsComeBackFromURIs() {
    let path = "/runbooks/a b/é#?%.kms"
    #expect(DocumentURI.path(DocumentURI.uri(ofPath: path)) == path)
  }
}
