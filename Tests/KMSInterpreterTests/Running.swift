import KMSInterpreter
import KMSSyntax
import Synchronization
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
  parameters: [String: Value] = [:], prompt: Scope? = nil, drain: Drain = Drain(),
  time: FakeTime = FakeTime()
) async throws -> Ran {
  let result = Checker(commands: commands, host: host).check(try parse(text), in: prompt)
  guard let program = result.program else {
    return Ran(host: host, outcome: Outcome(), diagnostics: result.diagnostics)
  }
  let interpreter = Interpreter(
    commands: commands, host: host, clock: time.clock, sleep: time.sleep, fingerprint: { "fp-\($0.count)" })
  let outcome = await interpreter.run(
    program, parameters: parameters, in: prompt ?? Scope(), now: FakeCommands.now, drain: drain)
  return Ran(host: host, outcome: outcome, diagnostics: result.diagnostics)
}

/// Time that passes only where something sleeps.
final class FakeTime: Sendable {
  private let state = Mutex((now: Int64(0), pauses: [Duration]()))
  private let alarm: Alarm?

  /// - Parameter alarm: Ends sleeps of a second and more.
  init(alarm: Alarm? = nil) { self.alarm = alarm }

  var pauses: [Duration] { state.withLock { $0.pauses } }

  @Sendable func clock() -> Int64 { state.withLock { $0.now } }

  @Sendable func sleep(_ pause: Duration) async throws {
    if let alarm, pause >= .seconds(1) { return try await alarm.sleep() }
    state.withLock { state in
      state.pauses.append(pause)
      state.now += pause.components.seconds * 1_000_000 + pause.components.attoseconds / 1_000_000_000_000
    }
  }
}

extension Ran {
  /// How often a command ran, by its first word or its whole text.
  func count(_ text: String) -> Int { host.seen.ran.filter { $0 == text || $0.hasPrefix(text + " ") }.count }

  /// Keys of the calls whose text begins so.
  func keys(_ text: String) -> [String] {
    zip(host.seen.ran, host.seen.sites).filter { $0.0.hasPrefix(text) }.map(\.1.key)
  }
}

/// The column of a loop's table.
func column(_ name: String, of variable: String, in scope: Scope) -> [String] {
  guard case .table(let table)? = scope[variable] else { return [] }
  return table.rows.map { $0[name].map(ValueText.text) ?? "?" }
}

/// The checker's findings: code, message, the words that they point at, the hint.
func findings(
  _ text: String, host: FakeHost = FakeHost(), prompt: Scope? = nil, lints: Bool = false
) throws -> [String] {
  let result = Checker(commands: FakeCommands.table, host: host).check(try parse(text), in: prompt, lints: lints)
  return result.diagnostics.map { diagnostic in
    let words = diagnostic.span.map { " at `\(pointed($0))`" } ?? ""
    return "\(diagnostic.code) \(diagnostic.message)\(words)" + (diagnostic.hint.map { "; \($0)" } ?? "")
  }
}

private func pointed(_ span: Span) -> String {
  String(decoding: Array(span.source.text.utf8)[span.range], as: UTF8.self)
}
