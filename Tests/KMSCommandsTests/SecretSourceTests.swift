import AuditLog
import Foundation
import KMIP
import KMSCommands
import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct SecretSourceTests {
  @Test func aSecretIsOnRecordByItsNameAndSize() async throws {
    let bench = try Bench()
    try Data("Tr0ub4dor&3-file\r\n".utf8).write(to: URL(filePath: bench.folder + "/word.txt"))
    let outcome = try await bench.run(
      """
      let $a = secret env DB_PASSWORD
      let $b = secret file word.txt
      let $c = secret prompt "database password?"
      print size($a) size($b) size($c)
      let $k = register type=secret-data data=$b
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(bench.console.lines.filter { !$0.hasPrefix("warning") } == ["asked: database password?", "15", "16", "17"])
    let entries = try await bench.entries.filter { $0.statement?.hasPrefix("secret") == true }
    #expect(
      entries.map { "\($0.kind) \($0.statement ?? "") \($0.details["bytes"] ?? .null)" } == [
        "local secret source=env from=\"DB_PASSWORD\" int(15)", "local secret source=file from=\"word.txt\" int(16)",
        "local secret source=prompt from=\"database password?\" int(17)",
      ])
    #expect(
      try await bench.entries.contains {
        $0.statement == "register type=secret-data data=secret(16 bytes, fp=fp-16)"
      })
    for (_, bytes) in try bench.stateFiles() { #expect(Data(bytes).range(of: Data("Tr0ub4dor".utf8)) == nil) }
  }

  @Test func aFileThatOthersMayReadIsWarnedOf() async throws {
    let bench = try Bench()
    for (name, mode) in [("open.txt", 0o644), ("own.txt", 0o600)] {
      let path = bench.folder + "/" + name
      try Data("word\n".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    _ = try await bench.run("let $a = secret file open.txt\nlet $b = secret file own.txt")
    #expect(bench.console.lines == ["warning: open.txt may be read by other users"])
  }

  @Test func whatGivesNoSecretIsRefused() async throws {
    let bench = try Bench()
    try Data(repeating: 7, count: 1 << 20).write(to: URL(filePath: bench.folder + "/full.bin"))
    try Data(repeating: 7, count: (1 << 20) + 1).write(to: URL(filePath: bench.folder + "/over.bin"))
    try Data("\n".utf8).write(to: URL(filePath: bench.folder + "/empty.txt"))
    #expect(try await bench.run("let $a = secret file full.bin").diagnostics.isEmpty)
    let rows = [
      ("secret env NOWHERE", "K0721"), ("secret file over.bin", "K0702"), ("secret file empty.txt", "K0721"),
      ("secret file nowhere.txt", "K0702"), ("secret prompt \"nothing?\"", "K0721"),
    ]
    for (text, code) in rows {
      let outcome = try await bench.run("let $a = " + text)
      #expect(outcome.diagnostics.map(\.code.description) == [code], "\(text)")
    }
  }
}

@Suite struct RevealTests {
  @Test func aSecretIsRevealedAtThePromptAndOnRecord() async throws {
    let bench = try Bench()
    let scope = Scope()
    #expect(try await bench.enter("let $a = secret env DB_PASSWORD", in: scope).diagnostics.isEmpty)
    #expect(try await bench.enter("reveal $a", in: scope).diagnostics.isEmpty)
    #expect(bench.console.lines == ["revealed: Tr0ub4dor&3-env"])
    let entries = try await bench.entries.filter { $0.effect == "export" }
    #expect(entries.map(\.line) == ["intent", "result ok"])
    #expect(entries.map(\.statement) == Array(repeating: "reveal secret=secret(15 bytes, fp=fp-15)", count: 2))
  }

  @Test func bytesThatAreNoTextAreRevealedInHexadecimal() async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey)
    _ = try await bench.enter("let $m = get k1\nreveal $m")
    #expect(bench.console.lines == ["revealed: hex\"" + String(repeating: "07", count: 32) + "\""])
  }

  @Test func aScriptRevealsNothing() throws {
    let found = try Bench().findings("let $a = secret env DB_PASSWORD\nreveal $a")
    #expect(found.map(\.message) == ["'reveal' stands at the prompt alone"])
  }
}
