import Foundation
import KMIPTesting
import KMSInterpreter
import KMSSyntax
import Testing

/// Every runbook that ships runs on a fresh KMS, and what it did is on record.
@Suite struct RunbookTests {
  /// What a runbook is given beside its defaults.
  static let parameters: [String: [String: String]] = [
    "rotate-keys.kms": ["max_age": "0s", "tag": "prod"],
    "sign-file.kms": ["file": "document.txt"],
  ]

  @Test(arguments: Files.runbooks, [Wire.inProcess, .http])
  func runbookRuns(file: String, wire: Wire) async throws {
    let source = try Files.source(file, in: "scripts/runbooks")
    #expect(source.text.hasPrefix("#!/usr/bin/env -S kmsh run\n#"), "a header comment says what it is for")
    let intact = try await wire.withClient { client in
      let workspace = try Workspace(client)
      try Data("what is signed\n".utf8).write(to: URL(filePath: workspace.folder + "/document.txt"))
      let (diagnostics, outcome) = try await workspace.run(source, parameters: Self.parameters[file] ?? [:])
      #expect(diagnostics.isEmpty, "\(diagnostics.map { "\($0.code) \($0.message) \($0.span?.start.line ?? 0)" })")
      #expect(outcome?.exitStatus == KMSInterpreter.ExitStatus.ok)
      return try await workspace.verifiesAudit()
    }
    #expect(intact)
  }
}
