import Foundation
import Testing

@testable import LineEditor

@Suite struct HistoryTests {
  let directory: TemporaryDirectory
  var path: String { directory.path + "/private/deep/history" }

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test(arguments: ["find", "for {\n  x\n}\n", #"a\nb"#, #"\\"#, "tab\there", "schlüssel 日本 é", "cr\r\n"])
  func entrySurvivesItsLine(entry: String) {
    let line = HistoryEncoding.line(entry)
    #expect(line.utf8.filter { $0 == 0x0a }.count == 1)
    #expect(HistoryEncoding.entry(line.utf8.dropLast()) == entry)
  }

  @Test func linesEscapeNewlinesAndBackslashes() {
    #expect(HistoryEncoding.line("a\nb\\n\r") == #"a\nb\\n\r"# + "\n")
  }

  @Test func fileAndDirectoryAreForTheOwnerOnly() throws {
    History(path: path).append("find")
    #expect(try directory.mode("private/deep/history") == 0o600)
    #expect(try directory.mode("private/deep") == 0o700)
    #expect(try directory.mode("private") == 0o700)
  }

  @Test func anOpenFileIsClosedToOthers() throws {
    try directory.write("old\n", to: "history")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: directory.path + "/history")
    History(path: directory.path + "/history").append("new")
    #expect(try directory.mode("history") == 0o600)
  }

  @Test func nextSessionFindsTheEntries() {
    let first = History(path: path)
    for entry in ["one", "two\nlines"] { first.append(entry) }
    #expect(History(path: path).entries == ["one", "two\nlines"])
  }

  @Test func sessionsSeeEachOther() {
    let (a, b) = (History(path: path), History(path: path))
    a.append("from a")
    b.append("from b")
    a.reload()
    #expect(a.entries == ["from a", "from b"])
    #expect(b.entries == a.entries)
  }

  @Test func repeatsBlanksAndLeadingSpacesAreNotKept() {
    let history = History(path: nil)
    for entry in ["find", "find", " find secret", "", " \n", "\t", "show", "find"] { history.append(entry) }
    #expect(history.entries == ["find", "show", "find"])
  }

  @Test func trimmingKeepsTheNewestAndOtherSessionsFollow() throws {
    let (a, b) = (History(path: path, limit: 8), History(path: path, limit: 8))
    for number in 1...30 { a.append("entry \(number)") }
    b.reload()
    #expect(b.entries == (23...30).map { "entry \($0)" })
    #expect(a.entries == b.entries)
    #expect(try directory.text("private/deep/history").split(separator: "\n").count <= 11)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/private/deep") == ["history"])
    #expect(try directory.mode("private/deep/history") == 0o600)
    b.append("after")
    a.reload()
    #expect(a.entries.last == "after")
  }

  @Test func halfALineDoesNotSwallowTheNext() throws {
    try directory.write("whole\nhal", to: "history")
    let history = History(path: directory.path + "/history")
    #expect(history.entries == ["whole"])
    history.append("next")
    #expect(History(path: directory.path + "/history").entries == ["whole", "hal", "next"])
  }

  @Test func withoutAWritableFileEntriesLiveInMemory() {
    let history = History(path: "/dev/null/history")
    history.append("one")
    history.append("two")
    history.reload()
    #expect(history.entries == ["one", "two"])
  }

  @Test func searchGoesByPrefixInBothDirections() {
    let history = History(path: nil)
    for entry in ["find a", "create", "find b", "refind"] { history.append(entry) }
    #expect(history.index(before: 4, prefix: "find") == 2)
    #expect(history.index(before: 2, prefix: "find") == 0)
    #expect(history.index(before: 0, prefix: "find") == nil)
    #expect(history.index(after: 0, prefix: "find") == 2)
    #expect(history.index(after: 2, prefix: "find") == nil)
    #expect(history.index(before: 4, prefix: "") == 3)
  }

  @Test func searchByTextTakesItLiterally() {
    let history = History(path: nil)
    for entry in ["a.c", "abc", "日本語"] { history.append(entry) }
    #expect(history.index(before: 3, containing: ".c") == 0)
    #expect(history.index(before: 3, containing: "本") == 2)
    #expect(history.index(before: 3, containing: "x") == nil)
    #expect(history.index(after: 0, containing: "c") == 1)
  }
}
