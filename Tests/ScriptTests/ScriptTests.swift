import Foundation
import KMIPTesting
import KMSSyntax
import Testing

/// The language, tested in itself: each file of `Tests/Scripts` says what it prints and what it refuses.
@Suite struct ScriptTests {
  @Test(arguments: Files.scripts, Wire.allCases)
  func scriptDoesWhatItSays(file: String, wire: Wire) async throws {
    let source = try Files.source(file)
    let wanted = Expectation(source)
    guard wanted.wires?.contains(wire.rawValue) != false else { return }
    let (lines, diagnostics) = try await wire.withClient { client in
      let workspace = try Workspace(client)
      let (diagnostics, _) = try await workspace.run(source)
      return (workspace.lines, diagnostics)
    }
    #expect(lines == wanted.prints)
    let found = diagnostics.map {
      Expectation.Fault(line: $0.span?.start.line ?? 0, code: "\($0.code)", words: $0.message)
    }
    #expect(found.map(\.code) == wanted.faults.map(\.code), "\(found)")
    for (found, wanted) in zip(found, wanted.faults) {
      #expect(found.line == wanted.line)
      #expect(wanted.words.isEmpty || found.words.contains(wanted.words), "\(found.words)")
    }
  }
}
