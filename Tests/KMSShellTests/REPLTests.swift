import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor
import Testing

extension OneAtATime {
  @Suite struct REPLTests {
    struct Ran: Sendable {
      let status: Int32
      let printed: String
      let said: String
      let record: String
      let state: ShellState
    }

    private func run(_ lines: [String], recordFails: Bool = false, welcome: String = "") async -> Ran {
      await run(lines.map { .line($0) }, recordFails: recordFails, welcome: welcome)
    }

    private func run(_ inputs: [LineEditor.Input], recordFails: Bool = false, welcome: String = "") async -> Ran {
      await onItsOwnThread { Self.ran(inputs, recordFails: recordFails, welcome: welcome) }
    }

    private static func ran(_ inputs: [LineEditor.Input], recordFails: Bool, welcome: String) -> Ran {
      let shell = FakeShell()
      let host = FakeHost(shell.state, recordFails: recordFails)
      let said = Paper()
      let interpreter = Interpreter(commands: shell.commands, host: host, clock: { 0 }, fingerprint: { "\($0.count)" })
      let runner = Runner(
        interpreter: interpreter, host: host, renderer: DiagnosticRenderer(color: false, width: 80),
        now: { Fixture.now },
        say: said.write)
      let completer = Completer(commands: shell.commands, scope: shell.state.scope, seenIDs: shell.state.seenIDs)
      let repl = REPL(
        runner: runner, state: shell.state, completer: completer, source: ScriptedLines(inputs), welcome: welcome)
      let status = repl.run()
      return Ran(
        status: status, printed: host.paper.text, said: said.text, record: host.record.text, state: shell.state)
    }

    @Test func valuesAreShownAndNamesAreKept() async {
      let ran = await run(["let $n = 20", "$n + 1", "let $n = 1", "$n"])
      #expect(ran.printed == "21\n1\n" && ran.status == 0 && ran.said == "")
    }

    @Test func aBlockIsReadToItsEnd() async {
      #expect(
        await run(["let $done = for $n in [1, 2] {", "yield $n * 2", "}", "$done | select value"]).printed
          == "value\n    2\n    4\n")
    }

    @Test func theEndInsideABlockIsTold() async {
      let ran = await run(["for $n in [1, 2] {"])
      #expect(ran.said.contains("the file ends inside") && ran.status == 0)
    }

    @Test func nothingOfAnEntryRunsUnlessItChecks() async {
      let ran = await run(["print 1; find; creat"])
      #expect(ran.printed == "")
      #expect(ran.said.contains("did you mean 'create'?") && ran.said.contains("<prompt>:1:16"))
    }

    @Test(arguments: [
      ("sign k data=\"hunter2\" hsh=sha-256", "sign k data=\"…\" hsh=sha-256"),
      ("sign k data=hunter2 # hunter2", "sign k data=\"…\" "),
      ("sgn k hunter2 data=hex\"00\"", "sgn \"…\" \"…\" data=\"…\"\"…\""),
      ("let $n = crate 'hunter2'", "let $n = crate \"…\""),
      ("hide hunter2 x=1", "hide \"…\" x=1"),
    ])
    func aRefusedEntryIsOnRecordWithoutItsTexts(entry: String, record: String) async {
      #expect(await run([entry]).record == "check failed \(record)\n")
    }

    @Test func anErrorLeavesThePromptAlive() async {
      let ran = await run(["fail \"no\"", ")", "1 + 1"])
      #expect(ran.printed == "2\n" && ran.status == 0)
      #expect(ran.said.contains("error[") && ran.said.contains("no"))
    }

    @Test func quitLeavesAndTheRestIsNotRead() async {
      #expect(await run(["1", "quit", "2"]).printed == "1\n")
    }

    @Test func anInterruptedEntryIsForgotten() async {
      #expect(await run([.line("for $n in [1] {"), .interrupted, .line("7")]).printed == "7\n")
    }

    @Test func theAuditTrailDecidesTheStatus() async {
      let ran = await run(["let $n = 1", ""], recordFails: true)
      #expect(ran.status == 74 && ran.said.contains("the audit trail cannot be written"))
      #expect(await run(["crate"], recordFails: true).status == 74)
    }

    @Test func timingIsTold() async {
      let ran = await run(["timing on", "1"])
      #expect(ran.said.contains("took ") && ran.printed == "1\n")
    }

    @Test func identifiersThatCameUpAreRemembered() async {
      #expect(await run(["let $k = create", "find"]).state.seenIDs.ids == ["id-1", "id-2", "new-id"])
    }

    @Test func historyListsEntriesWithTheirNumbers() async {
      let ran = await run(["1 + 1", "find | count", "history 2"])
      #expect(ran.printed.hasSuffix("n  entry\n1  1 + 1\n2  find | count\n"))
    }

    @Test func welcomeIsALine() async {
      #expect(await run([String](), welcome: "kmsh 1 · embedded").said == "kmsh 1 · embedded\n")
    }
  }
}
