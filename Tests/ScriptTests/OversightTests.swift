import KMIPTesting
import KMSInterpreter
import KMSSyntax
import Testing

/// The runbooks that ship give `kmsh check` nothing to warn of.
@Suite struct OversightTests {
  @Test(arguments: Files.runbooks)
  func aRunbookHasNoOversights(file: String) throws {
    let script = try Parser.parseFile(Files.source(file, in: "scripts/runbooks")).get()
    let result = Checker(commands: try Workspace.table, host: Nobody()).check(script, lints: true)
    #expect(
      result.diagnostics.map { "\($0.code) \($0.message) in line \($0.span?.start.line ?? 0)" } == [])
    #expect(result.program != nil)
  }
}

/// A world in which nothing is done: the checker asks it for files alone.
private struct Nobody: Host {
  func run(_ invocation: Invocation) async throws -> Value { .none }
  func note(_ event: StatementEvent) async throws {}
  func confirm(_ question: String, at site: Site) async throws -> Bool { false }
  func show(_ value: Value, at site: Site) async throws {}
  func progress(_ progress: Progress) {}

  func source(of path: String, from span: Span) throws -> Source {
    throw Diagnostic(.fileUnreadable, "there is no file '\(path)'", at: span)
  }
}
