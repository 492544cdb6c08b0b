import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor
import Testing

/// Entries from a list of lines, joined while the shell says that more must come.
final class ScriptedLines: LineSource {
  private var inputs: [LineEditor.Input]
  private(set) var entries: [String] = []

  init(_ inputs: [LineEditor.Input]) { self.inputs = inputs }

  func read(isComplete: (String) -> Bool, completions: (CompletionRequest) -> [Completion]) -> LineEditor.Input {
    var lines: [String] = []
    while !inputs.isEmpty {
      guard case .line(let line) = inputs.removeFirst() else { return .interrupted }
      lines.append(line)
      let entry = lines.joined(separator: "\n")
      guard isComplete(entry) else { continue }
      entries.append(entry)
      return .line(entry)
    }
    return lines.isEmpty ? .endOfInput : .line(lines.joined(separator: "\n"))
  }
}

@Suite struct REPLTests {
  struct Ran {
    let status: Int32
    let printed: String
    let said: String
    let record: String
    let state: ShellState
  }

  private func run(_ lines: [String], recordFails: Bool = false, welcome: String = "") -> Ran {
    run(lines.map { .line($0) }, recordFails: recordFails, welcome: welcome)
  }

  private func run(_ inputs: [LineEditor.Input], recordFails: Bool = false, welcome: String = "") -> Ran {
    let shell = FakeShell()
    let host = FakeHost(shell.state, recordFails: recordFails)
    let said = Paper()
    let interpreter = Interpreter(commands: shell.commands, host: host, clock: { 0 }, fingerprint: { "\($0.count)" })
    let runner = Runner(
      interpreter: interpreter, host: host, renderer: DiagnosticRenderer(color: false, width: 80), now: { Fixture.now },
      say: said.write)
    let completer = Completer(commands: shell.commands, scope: shell.state.scope, seenIDs: shell.state.seenIDs)
    let repl = REPL(runner: runner, state: shell.state, completer: completer, source: ScriptedLines(inputs), welcome: welcome)
    let status = repl.run()
    return Ran(status: status, printed: host.paper.text, said: said.text, record: host.record.text, state: shell.state)
  }

  @Test func valuesAreShownAndNamesAreKept() {
    let ran = run(["let $n = 20", "$n + 1", "let $n = 1", "$n"])
    #expect(ran.printed == "21\n1\n" && ran.status == 0 && ran.said == "")
  }

  @Test func aBlockIsReadToItsEnd() {
    #expect(run(["for $n in [1, 2] {", "$n * 2", "}"]).printed == "2\n4\n")
  }

  @Test func theEndInsideABlockIsTold() {
    let ran = run(["for $n in [1, 2] {"])
    #expect(ran.said.contains("the file ends inside") && ran.status == 0)
  }

  @Test func nothingOfAnEntryRunsUnlessItChecks() {
    let ran = run(["print 1; find; creat"])
    #expect(ran.printed == "")
    #expect(ran.said.contains("did you mean 'create'?") && ran.said.contains("<prompt>:1:16"))
  }

  @Test func aRefusedEntryIsOnRecordWithoutItsTexts() {
    let ran = run(["sign k data=\"hunter2\" hsh=sha-256"])
    #expect(ran.record == "check failed sign k data=\"…\" hsh=sha-256\n")
  }

  @Test func anErrorLeavesThePromptAlive() {
    let ran = run(["fail \"no\"", ")", "1 + 1"])
    #expect(ran.printed == "2\n" && ran.status == 0)
    #expect(ran.said.contains("error[") && ran.said.contains("no"))
  }

  @Test func quitLeavesAndTheRestIsNotRead() {
    #expect(run(["1", "quit", "2"]).printed == "1\n")
  }

  @Test func anInterruptedEntryIsForgotten() {
    #expect(run([.line("for $n in [1] {"), .interrupted, .line("7")]).printed == "7\n")
  }

  @Test func theAuditTrailDecidesTheStatus() {
    let ran = run(["let $n = 1", ""], recordFails: true)
    #expect(ran.status == 74 && ran.said.contains("the audit trail cannot be written"))
    #expect(run(["crate"], recordFails: true).status == 74)
  }

  @Test func timingIsTold() {
    let ran = run(["timing on", "1"])
    #expect(ran.said.contains("took ") && ran.printed == "1\n")
  }

  @Test func identifiersThatCameUpAreRemembered() {
    #expect(run(["let $k = create", "find"]).state.seenIDs.ids == ["id-1", "id-2", "new-id"])
  }

  @Test func historyListsEntriesWithTheirNumbers() {
    let ran = run(["1 + 1", "find | count", "history 2"])
    #expect(ran.printed.hasSuffix("n  entry\n2  find | count\n3  history 2\n"))
  }

  @Test func welcomeIsALine() { #expect(run([String](), welcome: "kmsh 1 · embedded").said == "kmsh 1 · embedded\n") }
}

@Suite struct ScriptRunnerTests {
  private func run(
    _ text: String, parameters: [String: String] = [:], recordFails: Bool = false
  ) -> (status: KMSInterpreter.ExitStatus, printed: String, said: String) {
    let shell = FakeShell(isPrompt: false)
    let host = FakeHost(shell.state, recordFails: recordFails)
    let said = Paper()
    let interpreter = Interpreter(commands: shell.commands, host: host, clock: { 0 }, fingerprint: { "\($0.count)" })
    let runner = Runner(
      interpreter: interpreter, host: host, renderer: DiagnosticRenderer(color: false, width: 80), now: { Fixture.now },
      say: said.write)
    let status = ScriptRunner(runner).run(Source(name: "test.kms", text: text), parameters: parameters)
    return (status, host.paper.text, said.text)
  }

  @Test(arguments: [
    ("1 + 1", KMSInterpreter.ExitStatus.ok), ("fail \"no\"", .failed), ("check 1 > 2 \"order\"", .failed), ("crate", .usage), ("if true {", .usage),
    ("param n: int\n$n", .usage), ("", .ok),
  ])
  func exitStatuses(text: String, status: KMSInterpreter.ExitStatus) { #expect(run(text).status == status) }

  @Test func parametersComeAsTexts() {
    let script = "param max_age: duration = 1d\nparam limit: int = 3\n$max_age\n$limit"
    #expect(run(script, parameters: ["max-age": "90d"]).printed == "90d\n3\n")
    let wrong = run(script, parameters: ["limit": "many"])
    #expect(wrong.status == .usage && wrong.printed == "" && wrong.said.contains("--limit: \"many\" is not a number"))
    let unknown = run(script, parameters: ["limt": "3"])
    #expect(unknown.status == .usage && unknown.said.contains("the script has no parameter 'limt'"))
  }

  @Test func anAuditTrailThatCannotBeWrittenStopsTheScript() {
    #expect(run("let $n = 1", recordFails: true).status == .audit)
    #expect(run("crate", recordFails: true).status == .audit)
  }
}
