import KMSInterpreter
import KMSShell
import KMSSyntax
import Testing

extension OneAtATime {
  @Suite struct ScriptRunnerTests {
    private typealias Ran = (status: KMSInterpreter.ExitStatus, printed: String, said: String)

    private func run(_ text: String, parameters: [String: String] = [:], recordFails: Bool = false) async -> Ran {
      await onItsOwnThread { Self.ran(text, parameters, recordFails: recordFails) }
    }

    private static func ran(_ text: String, _ parameters: [String: String], recordFails: Bool) -> Ran {
      let shell = FakeShell(isPrompt: false)
      let host = FakeHost(shell.state, recordFails: recordFails)
      let said = Paper()
      let interpreter = Interpreter(commands: shell.commands, host: host, clock: { 0 }, fingerprint: { "\($0.count)" })
      let runner = Runner(
        interpreter: interpreter, host: host, renderer: DiagnosticRenderer(color: false, width: 80),
        now: { Fixture.now },
        say: said.write)
      let status = ScriptRunner(runner).run(Source(name: "test.kms", text: text), parameters: parameters)
      return (status, host.paper.text, said.text)
    }

    @Test(arguments: [
      ("1 + 1", KMSInterpreter.ExitStatus.ok), ("fail \"no\"", .failed), ("check 1 > 2 \"order\"", .failed),
      ("crate", .usage), ("if true {", .usage),
      ("param n: int\n$n", .usage), ("", .ok),
    ])
    func exitStatuses(text: String, status: KMSInterpreter.ExitStatus) async {
      #expect(await run(text).status == status)
    }

    @Test func parametersComeAsTexts() async {
      let script = "param max_age: duration = 1d\nparam limit: int = 3\n$max_age\n$limit"
      #expect(await run(script, parameters: ["max-age": "90d"]).printed == "90d\n3\n")
      let wrong = await run(script, parameters: ["limit": "many"])
      #expect(wrong.status == .usage && wrong.printed == "" && wrong.said.contains("--limit: \"many\" is not a number"))
      let unknown = await run(script, parameters: ["limt": "3"])
      #expect(unknown.status == .usage && unknown.said.contains("the script has no parameter 'limt'"))
    }

    @Test func anAuditTrailThatCannotBeWrittenStopsTheScript() async {
      #expect(await run("let $n = 1", recordFails: true).status == .audit)
      #expect(await run("crate", recordFails: true).status == .audit)
    }
  }
}
