import Foundation
import KMSSyntax
import Testing

@testable import KMSLanguageServer

@Suite struct FeatureTests {
  @Test(arguments: [
    ("cre‸", ["create"]), ("create al‸", ["algorithm="]), ("create algorithm=‸", ["aes", "rsa"]),
    ("let $key = create\nsign $‸", ["$key"]), ("find | wh‸", ["where"]),
    ("step \"a\" {\n  let $inner = 1\n}\nprint $‸", ["$inner"]),
    ("if true {\n  let $inner = 1\n}\nprint $‸", []), ("if true {\n  let $inner = 1\n  print $‸\n}", ["$inner"]),
    ("for $k in find {\n  print $‸", ["$k"]), ("for $k in find { print $‸", ["$k"]),
    ("param tag: text\nprint $‸\nlet $later = 1", ["$tag"]), ("def double(n: int) { return $n }\nprint dou‸", []),
    ("def double(n: int) { return $n }\nlet $x = dou‸", ["double("]), ("def f(n: int) { print $‸ }", ["$n"]),
    ("try { find } else $e { print $e.mess‸ }", ["message"]), ("let $r = {a: 1, b: 2}\nprint $r.‸", ["a", "b"]),
    ("let $k = create\nprint $k.na‸", ["name"]), ("for $k in find {\n  print $k.st‸\n}", ["state"]),
    ("find | where sta‸", ["state"]), ("assert fails(‸", ["any", "item-not-found"]), ("# cre‸", []),
    ("print \"cre‸\"", []),
    ("let $a = 1\nlet $b = (\nprint $‸", ["$a"]), ("print )\nlet $a = 1\nprint \"{$‸", ["$a"]),
    ("use \"lib.kms\"\nlet $x = tw‸", ["twice("]), ("use \"lib.kms\"\nprint $‸", ["$size"]),
  ])
  func wordsAreCompleted(text: String, labels: [String]) {
    var editor = Editor(files: ["/runbooks/lib.kms": "param size: int = 1\ndef twice(n: int) { return $n * 2 }"])
    #expect(editor.labels(at: text) == labels)
  }

  @Test func aCompletionReplacesWhatIsTyped() {
    var editor = Editor()
    let item = editor.ask("textDocument/completion", at: "print \"é🔑\"\nlet $x = cre‸")
    let edit = item.array?.first?["textEdit"]
    #expect(edit?["newText"] == "create")
    #expect(edit?["range"]?["start"] == ["line": 1, "character": 9])
    #expect(edit?["range"]?["end"] == ["line": 1, "character": 12])
    #expect(item.array?.first?["detail"] == "make a key in the KMS")
  }

  @Test(arguments: [
    ("cre‸ate", "create: make a key"), ("create ‸length=2048", "length: int  bits"),
    ("let $k = create\nprint $‸k", "$k: object"),
    ("param tag: text = \"a\" \"the tag\"\nprint $t‸ag", "the tag"), ("let ‸$r = {a: 1}", "$r: record"),
    ("def f(n: int = 2) { return $n }\nprint f‸(1)", "def f(n: int = 2)"), ("print co‸unt([])", "count"),
    ("for $k in find {\n  print $‸k\n}", "$k: object"), ("wait un‸til true", nil), ("st‸ep \"x\" { }", "step: a unit"),
    ("# see K0‸413", "wrong key lifecycle state"), ("# cre‸ate", nil), ("create nam‸e=(", nil), ("creat‸", nil),
    ("print \"cre‸ate\"", nil), ("‸", nil),
  ])
  func aWordUnderThePointerIsExplained(text: String, part: String?) {
    var editor = Editor()
    let help = editor.hover(at: text)
    if let part { #expect(help?.contains(part) == true, "\(help ?? "nothing")") } else { #expect(help == nil) }
  }

  @Test(arguments: [
    ("let $k = 1\nprint $k‸", "/runbooks/a.kms 0:4"), ("param tag: text\nprint \"{$t‸ag}\"", "/runbooks/a.kms 0:6"),
    ("for $k in find {\n  print $‸k\n}", "/runbooks/a.kms 0:4"),
    ("def f(n: int) { return $‸n }", "/runbooks/a.kms 0:6"),
    ("def f() { return 1 }\nprint (f‸() + 1)", "/runbooks/a.kms 0:4"),
    ("try { find } else $e { print $‸e }", "/runbooks/a.kms 0:18"),
    ("use \"li‸b.kms\"", "/runbooks/lib.kms 0:0"), ("use \"lib.kms\"\nprint twi‸ce(1)", "/runbooks/lib.kms 1:4"),
    ("use \"lib.kms\"\nprint $si‸ze", "/runbooks/lib.kms 0:6"),
    ("let $x = 1\nif true { let $y = $x‸ }", "/runbooks/a.kms 0:4"),
    ("print $nothing‸", nil), ("cre‸ate", nil), ("use \"no‸.kms\"", nil), ("‸", nil),
  ])
  func namesLeadToTheirDefinition(text: String, place: String?) {
    var editor = Editor(files: ["/runbooks/lib.kms": "param size: int = 1\ndef twice(n: int) { return $n * 2 }"])
    #expect(editor.definition(of: text) == place)
  }

  @Test func aDocumentIsLaidOut() {
    var editor = Editor()
    editor.open("if true{\nprint 1}")
    let document: JSON = ["textDocument": ["uri": .string(Editor.uri)], "options": ["tabSize": 8]]
    let edits = editor.request("textDocument/formatting", document)["result"]
    #expect(edits?.array?.first?["newText"] == "if true {\n  print 1\n}\n")
    #expect(
      edits?.array?.first?["range"] == ["start": ["line": 0, "character": 0], "end": ["line": 1, "character": 8]])
    for text in ["if true {\n  print 1\n}\n", "if true {"] {
      editor.open(text)
      #expect(editor.request("textDocument/formatting", document)["result"] == [])
    }
  }

  @Test func stepsFunctionsAndParametersAreListed() {
    var editor = Editor()
    editor.open(
      "param a: int = 1\ndef f(n: int) { return $n }\nstep \"x\" {\n  step \"y\" { }\n}\nif true { step \"z\" { } }")
    let symbols = editor.request("textDocument/documentSymbol", ["textDocument": ["uri": .string(Editor.uri)]])[
      "result"]
    #expect(symbols?.array?.compactMap { $0["name"]?.string } == ["a: int = 1", "f(n: int)", "\"x\"", "\"z\""])
    #expect(symbols?.array?[2]["children"]?.array?.first?["name"] == "\"y\"")
    #expect(symbols?.array?[2]["range"]?["end"] == ["line": 4, "character": 1])
  }

  @Test func unfinishedScriptsAreNoTrouble() {
    let text = "step \"é🔑\" {\n  let $a = {b: [1, (2)]} | where b in [1] # c\n  print \"{count($a)} \\u{41}\"\n}"
    var editor = Editor()
    for end in text.indices {
      let method = ["completion", "hover", "definition"][text[..<end].count % 3]
      _ = editor.ask("textDocument/" + method, at: text[..<end] + "‸" + text[end...])
      _ = editor.ask("textDocument/" + method, at: text[..<end] + "‸")
    }
    #expect(editor.messages.allSatisfy { $0["error"] == nil })
  }
}

@Suite struct ScriptFileTests {
  @Test func aFileIsReplacedWholeAndKeepsItsMode() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kms-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (path, link) = (folder + "/a.kms", folder + "/b.kms")
    try Data("print 1".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try ScriptFile.replace(link, with: "print 2\n")
    #expect(try ScriptFile.text(at: path) == "print 2\n")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o750)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.kms", "b.kms"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
  }

  @Test(arguments: [("/dev/zero", "no regular file"), ("/", "no regular file"), ("/no/such", "no such file")])
  func whatIsNoScriptIsNotRead(path: String, why: String) {
    #expect { _ = try ScriptFile.text(at: path) } throws: { ($0 as? Diagnostic)?.message.contains(why) == true }
    #expect { try ScriptFile.replace("/no/such", with: "") } throws: { $0 is Diagnostic }
  }
}
