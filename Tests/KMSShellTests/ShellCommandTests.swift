import KMSInterpreter
import KMSShell
import KMSSyntax
import Testing

@Suite struct ShellCommandTests {
  private let shell = FakeShell()

  private func run(_ text: String, _ shell: FakeShell) async throws -> (printed: String, errors: [String]) {
    let host = FakeHost(shell.state)
    let script = try Parser.parseFile(Source(name: "<prompt>", text: text)).get()
    let result = Checker(commands: shell.commands, host: host).check(script, in: shell.state.scope)
    guard let program = result.program else { return ("", result.diagnostics.map(\.message)) }
    let interpreter = Interpreter(commands: shell.commands, host: host, clock: { 0 }, fingerprint: { "\($0.count)" })
    let outcome = await interpreter.run(program, in: shell.state.scope, now: 0)
    return (host.paper.text, outcome.diagnostics.map { $0.message + ($0.hint.map { "; " + $0 } ?? "") })
  }

  @Test func variablesAreListedAndSecretsAreNot() async throws {
    shell.state.scope.bind("s", .secret(FakeSecret(bytes: Array("hunter2".utf8))))
    shell.state.scope.bind("limit", .int(5))
    #expect(
      try await run("vars", shell).printed == """
        name    type    value
        $limit  int     5
        $s      secret  secret(7 bytes)

        """)
  }

  @Test func theFormatChanges() async throws {
    #expect(try await run("output", shell).printed == "table\n")
    _ = try await run("output json", shell)
    #expect(shell.state.format == .json)
    #expect(try await run("output xml", shell).errors == ["'format' does not know 'xml'"])
  }

  @Test func helpIsTextInEveryFormat() async throws {
    let shell = FakeShell(format: .jsonl)
    #expect(try await run("help find", shell).printed == "")
    #expect(shell.help.text.hasPrefix("find: list objects\n"))
    #expect(try await run("help fnd", shell).errors == ["there is no help on 'fnd'; did you mean 'find'?"])
    #expect(try await run("help let", shell).errors == [])
  }

  @Test func timingAndProfile() async throws {
    _ = try await run("timing on", shell)
    #expect(shell.state.isTiming)
    #expect(try await run("timing", shell).printed == "on\n")
    #expect(try await run("profile", shell).printed == "embedded KMS\n")
  }

  @Test func aScriptCannotQuitThePrompt() async throws {
    let errors = try await run("quit", FakeShell(isPrompt: false)).errors
    #expect(errors == ["'quit' leaves the prompt; a script ends with its last statement; fail \"why\" stops a script"])
  }

  @Test(arguments: ["help", "vars", "history", "output", "timing", "profile", "quit"])
  func eachHasTwoExamplesThatRun(name: String) async throws {
    let command = try #require(shell.commands[name])
    #expect(command.examples.count == 2 && command.effect == .local)
    for example in command.examples { #expect(try await run(example.code, shell).errors == []) }
  }
}
