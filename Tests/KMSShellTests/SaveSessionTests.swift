import Foundation
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor
import Testing

extension OneAtATime {
  @Suite struct SaveSessionTests {
    /// What `save-session` writes after these entries, and what it says of it.
    private func saved(_ entries: [String]) async throws -> (text: String, said: String, shell: FakeShell) {
      let path = NSTemporaryDirectory() + "kmsh-saved-\(UUID().uuidString).kms"
      defer { try? FileManager.default.removeItem(atPath: path) }
      let shell = FakeShell()
      let said = await onItsOwnThread { Self.run(entries + ["save-session \"\(path)\""], shell) }
      return (
        try String(contentsOfFile: path, encoding: .utf8), said.replacingOccurrences(of: path, with: "FILE"), shell
      )
    }

    private static func run(_ entries: [String], _ shell: FakeShell) -> String {
      let host = FakeHost(shell.state)
      let interpreter = Interpreter(commands: shell.commands, host: host, clock: { 0 }, fingerprint: { "\($0.count)" })
      let runner = Runner(
        interpreter: interpreter, host: host, renderer: DiagnosticRenderer(color: false, width: 80),
        now: { Fixture.now }, say: host.paper.write)
      let completer = Completer(commands: shell.commands, scope: shell.state.scope, seenIDs: shell.state.seenIDs)
      _ = REPL(
        runner: runner, state: shell.state, completer: completer, source: ScriptedLines(entries.map { .line($0) })
      ).run()
      return host.paper.text
    }

    private func findings(_ text: String, _ shell: FakeShell) throws -> [String] {
      let script = try Parser.parseFile(Source(name: "saved.kms", text: text)).get()
      return Checker(commands: shell.commands, host: FakeHost(shell.state)).check(script).diagnostics.map(\.message)
    }

    @Test func whatSucceededIsWrittenAsItWasTyped() async throws {
      let (text, said, shell) = try await saved(
        ["let $n   =  20  # twenty", "vars", "$n +", "fail \"no\"", "timing on", "let $a = 1; fail \"b\"; let $c = 2"])
      #expect(
        text == """
          kms 1
          # Saved by save-session.
          let $n   =  20
          let $a = 1

          """)
      #expect(said.contains("2 statements in FILE"))
      #expect(try findings(text, shell) == [])
    }

    @Test func aNameThatWasBoundAgainIsAnother() async throws {
      let (text, _, shell) = try await saved([
        "let $n = 1", "let $n = $n + 1", "hide \"{$n} of {$n}\"", "let $n = [$n]",
        "for $n in $n { let $m = $n; hide \"{$m}\" }", "let $m = {n: $n}", "$m.n",
        "def twice(n: int) { return $n * 2 }",
        "twice(1)", "def twice(n: int) { return twice($n) + 1 }", "twice(n=2)",
        "let $t = for $m in [1] { yield $m }", "try { let $e = 1; hide \"{$e}\" } else $e { hide $e.code }",
      ])
      #expect(
        text.split(separator: "\n").dropFirst(2).map(String.init) == [
          "let $n = 1", "let $n-2 = $n + 1", "hide \"{$n-2} of {$n-2}\"", "let $n-3 = [$n-2]",
          "for $n-4 in $n-3 { let $m = $n-4; hide \"{$m}\" }", "let $m = {n: $n-3}", "$m.n",
          "def twice(n: int) { return $n * 2 }", "twice(1)", "def twice-2(n: int) { return twice($n) + 1 }",
          "twice-2(n=2)", "let $t = for $m-2 in [1] { yield $m-2 }",
          "try { let $e = 1; hide \"{$e}\" } else $e { hide $e.code }",
        ])
      #expect(try findings(text, shell) == [])
    }

    @Test func aFileThatIsThereIsKept() async throws {
      let path = NSTemporaryDirectory() + "kmsh-kept-\(UUID().uuidString).kms"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try Data("mine".utf8).write(to: URL(filePath: path))
      let said = await onItsOwnThread { Self.run(["let $a = 1", "save-session \"\(path)\""], FakeShell()) }
      #expect(said.contains("cannot be written: file exists"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }
  }
}
