public import KMSInterpreter
public import KMSSyntax

/// Checks and runs what was parsed, and shows what is wrong with it.
public struct Runner: Sendable {
  let interpreter: Interpreter
  let host: any Host
  let renderer: DiagnosticRenderer
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  let now: @Sendable () -> Int64
  /// To standard error.
  let say: @Sendable (String) -> Void

  public init(
    interpreter: Interpreter, host: any Host, renderer: DiagnosticRenderer, now: @escaping @Sendable () -> Int64,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.interpreter = interpreter
    self.host = host
    self.renderer = renderer
    self.now = now
    self.say = say
  }

  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { say(renderer.render(diagnostic) + "\n") }
  }

  /// Nothing where an error was found; the refusal is on record then.
  func checked(_ script: Script, in prompt: Scope? = nil) async throws -> Program? {
    let result = Checker(commands: interpreter.commands, host: host).check(script, in: prompt)
    show(result.diagnostics)
    if result.program == nil { try await note(result.diagnostics, of: script) }
    return result.program
  }

  private func note(_ diagnostics: [Diagnostic], of script: Script) async throws {
    let errors = diagnostics.filter { $0.severity == .error }
    let site = Site(span: errors.first?.span ?? Span(script.source, 0..<0))
    let text = Redaction(commands: interpreter.commands).text(script.source.text)
    try await host.note(
      StatementEvent(
        kind: .check, status: .failed, text: text, message: errors.map(\.code.description).joined(separator: " "),
        site: site))
  }

  /// An audit trail that cannot be written stops what needs it.
  func failed(_ error: any Error, _ source: Source) -> ExitStatus {
    let failure = Failure(wrapping: error, at: Span(source, 0..<0))
    var diagnostic = failure.diagnostic
    diagnostic.span = nil
    show([diagnostic])
    return failure.kind.exitStatus
  }
}
