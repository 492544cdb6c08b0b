import KMSSyntax
import Testing

@testable import KMSInterpreter

/// However a script is built, it ends with a value or an error.
@Suite struct DepthTests {
  @Test(arguments: [
    ("if true {\n", "print 1\n", "}\n"), ("(1 + ", "1", ")"), ("[", "1", "]"), ("1 + ", "1", ""), ("{a: ", "1", "}"),
  ])
  func theDeepestThatTheParserTakes(opening: String, core: String, closing: String) async throws {
    let script = try #require(
      deepest { String(repeating: opening, count: $0) + core + String(repeating: closing, count: $0) })
    let ran = try await run(script)
    #expect(ran.errors == [])
    #expect(ran.printed.count == 1)
  }

  private func deepest(_ script: (Int) -> String) -> String? {
    stride(from: 500, through: 10, by: -15).lazy.map(script).first { (try? parse($0)) != nil }
  }

  @Test func valuesThatGrowByNesting() async throws {
    let lines = (1...150).map { "let $x\($0) = [$x\($0 - 1)]" }.joined(separator: "\n")
    let ran = try await run("let $x0 = 1\n" + lines)
    #expect(ran.errors.first?.hasPrefix("K0312: the value is nested more than 100 deep") == true)
  }

  @Test func valuesThatDouble() throws {
    let doubled = (1...60).reduce(Value.int(1)) { value, _ in .list([value, value]) }
    let span = Span(Source(name: "test.kms", text: ""), 0..<0)
    #expect(throws: Failure.self) { try ValueLimits.admit(doubled, at: span) }
  }

  @Test func definitionsCannotSeeThemselvesOrLaterOnes() throws {
    #expect(try findings("def f() { return g() }\ndef g() { return 1 }").first?.hasPrefix("K0208") == true)
  }
}
