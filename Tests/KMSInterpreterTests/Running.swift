import KMSInterpreter
import KMSSyntax
import Testing

/// What a script printed and how it ended.
struct Ran {
  let host: FakeHost
  let outcome: Outcome
  let diagnostics: [Diagnostic]

  var printed: [String] { host.seen.printed }
  var errors: [String] { (diagnostics + outcome.diagnostics).map { "\($0.code): \($0.message)" } }
}

func parse(_ text: String, name: String = "test.kms") throws -> Script {
  try Parser.parseFile(Source(name: name, text: text)).get()
}

/// Checks and runs a script.
func run(
  _ text: String, host: FakeHost = FakeHost(), commands: CommandTable = FakeCommands.table,
  parameters: [String: Value] = [:], prompt: Scope? = nil, drain: Drain = Drain()
) async throws -> Ran {
  let result = Checker(commands: commands, host: host).check(try parse(text), in: prompt)
  guard let program = result.program else {
    return Ran(host: host, outcome: Outcome(), diagnostics: result.diagnostics)
  }
  let interpreter = Interpreter(commands: commands, host: host, clock: { 0 }, fingerprint: { "fp-\($0.count)" })
  let outcome = await interpreter.run(
    program, parameters: parameters, in: prompt ?? Scope(), now: FakeCommands.now, drain: drain)
  return Ran(host: host, outcome: outcome, diagnostics: result.diagnostics)
}

/// The checker's findings: code, message, the words that they point at, the hint.
func findings(_ text: String, host: FakeHost = FakeHost(), prompt: Scope? = nil) throws -> [String] {
  let result = Checker(commands: FakeCommands.table, host: host).check(try parse(text), in: prompt)
  return result.diagnostics.map { diagnostic in
    let words = diagnostic.span.map { " at `\(pointed($0))`" } ?? ""
    return "\(diagnostic.code) \(diagnostic.message)\(words)" + (diagnostic.hint.map { "; \($0)" } ?? "")
  }
}

private func pointed(_ span: Span) -> String {
  String(decoding: Array(span.source.text.utf8)[span.range], as: UTF8.self)
}
