import KMIPTesting
import KMSInterpreter
import KMSSyntax
import Testing

/// Every example of every command's help does what a reader expects: it runs.
@Suite struct ExampleTests {
  static let examples: [(command: String, code: String)] = {
    let table = try? Workspace.table
    return (table?.all ?? []).flatMap { command in command.examples.map { (command.name, $0.code) } }
  }()

  @Test func everyCommandHasTwoExamples() throws {
    for command in try Workspace.table.all { #expect(command.examples.count >= 2, "\(command.name)") }
  }

  @Test(arguments: examples)
  func exampleRuns(command: String, code: String) async throws {
    // Leaving the prompt and the like is nothing that a script can do.
    guard command != "quit", try Workspace.table[command]?.isForPrompt != true else { return }
    let diagnostics = try await Wire.inProcess.withClient { client in
      try await Workspace(client).run(Source(name: "example", text: code)).diagnostics
    }
    #expect(diagnostics.isEmpty, "\(code)\n\(diagnostics.map(\.message))")
  }
}
