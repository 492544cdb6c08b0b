import Foundation
import Testing

@testable import KMSSyntax

@Suite struct FormatterTests {
  @Test(arguments: FormatterCorpus.rows)
  func aScriptIsLaidOut(text: String, laidOut: String) throws {
    #expect(try Self.formatted(text) == laidOut)
    try Self.expectSafe(text)
  }

  @Test(arguments: FormatterCorpus.hostile)
  func hostileLayoutsKeepTheirMeaning(text: String) throws { try Self.expectSafe(text) }

  /// Every script of the project that parses.
  @Test(arguments: try scripts(in: ["scripts/runbooks", "Tests/Scripts"]))
  func theProjectsScriptsKeepTheirMeaning(path: String) throws {
    guard let text = try? String(contentsOf: Self.root.appending(path: path), encoding: .utf8),
      case .success = Parser.parseFile(Source(name: path, text: text))
    else { return }
    try Self.expectSafe(text)
  }

  @Test(arguments: try scripts(in: ["scripts/runbooks"]))
  func theShippedRunbooksAreLaidOut(path: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    #expect(try Formatter.formatted(Source(name: path, text: text)).get() == text)
  }

  @Test func aTextThatDoesNotParseIsRefused() {
    guard case .failure(let failure) = Formatter.formatted(Source(name: "", text: "let x = 1\nlet $y = (")) else {
      Issue.record("it was laid out")
      return
    }
    #expect(failure.diagnostics.map(\.code) == [.unexpected, .unclosed])
  }

  @Test func whatWouldReadDifferentlyIsNoticed() {
    let source = Source(name: "", text: "print f(1)  # why\nlet $a = [1, 2]")
    #expect(Formatter.says("print f(1) # why\nlet $a = [\n 1,\n 2,\n]", theSameAs: source))
    for text in [
      "print f (1)  # why\nlet $a = [1, 2]", "print f(1)\nlet $a = [1, 2]", "print f(1)  # why\nlet $a = [1, 3]",
      "print f(1)  # why not\nlet $a = [1, 2]", "print f(1)  # why\nlet $a = [1, 2", "f(1)  # why\nlet $a = [1, 2]",
    ] { #expect(!Formatter.says(text, theSameAs: source)) }
  }

  @Test func longScriptsTakeTimeInProportion() throws {
    let text = String(repeating: "let $x=[1,2,{a:1}]|where a>1 # c\n", count: 400)
    let laidOut = try Self.formatted(text)
    #expect(laidOut.hasSuffix("let $x = [1, 2, {a: 1}] | where a > 1  # c\n"))
  }
}

extension FormatterTests {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func scripts(in folders: [String]) throws -> [String] {
    folders.flatMap { folder in
      let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects ?? []
      return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".kms") }.sorted().map { folder + "/" + $0 }
    }
  }

  static func formatted(_ text: String) throws -> String {
    try Formatter.layout(of: Source(name: "test.kms", text: text)).get()
  }

  /// It means the same, keeps its comments, and is what it stays.
  static func expectSafe(_ text: String) throws {
    let laidOut = try formatted(text)
    #expect(Outline.of(laidOut) == Outline.of(text))
    #expect(Formatter.says(laidOut, theSameAs: Source(name: "", text: text)), "\(text)\n→\n\(laidOut)")
    let again = try formatted(laidOut)
    #expect(again == laidOut)
  }
}
