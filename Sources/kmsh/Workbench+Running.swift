import AuditLog
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax

extension Workbench {
  /// Checks a source and runs it in a session of its own: from the first record to the last.
  func run(_ source: Source, arguments: [String]) async -> Int32 {
    do {
      try await journal.open(opening(script: source.name, arguments: arguments))
      let status = try await runChecked(source, arguments: arguments)
      await connector.close()
      try await journal.close(exitStatus: status)
      return status
    } catch {
      await connector.close()
      let complaint = Complaint(error)
      console.show(complaint.diagnostic)
      return complaint.status.rawValue
    }
  }

  private func runChecked(_ source: Source, arguments: [String]) async throws -> Int32 {
    switch Parser.parseFile(source) {
    case .failure(let failure): return try await refuse(failure.diagnostics, source)
    case .success(let script):
      let result = checker.check(script)
      guard let program = result.program else { return try await refuse(result.diagnostics, source) }
      for warning in result.diagnostics { console.show(warning) }
      let parameters = ScriptArguments(arguments, of: program)
      guard parameters.problems.isEmpty else { return try await refuse(parameters.problems, source) }
      let outcome = await interpreter.run(program, parameters: parameters.values, now: WallClock.microseconds)
      for diagnostic in outcome.diagnostics { console.show(diagnostic) }
      return outcome.exitStatus.rawValue
    }
  }

  /// Shows what was found; nothing was sent.
  private func refuse(_ diagnostics: [Diagnostic], _ source: Source) async throws -> Int32 {
    for diagnostic in diagnostics { console.show(diagnostic) }
    try await note(diagnostics, in: source)
    return ExitStatus.usage.rawValue
  }

  /// Statements that a check stopped are on record too.
  func note(_ diagnostics: [Diagnostic], in source: Source) async throws {
    for diagnostic in diagnostics where diagnostic.severity == .error {
      let span = diagnostic.span ?? Span(source, 0..<0)
      try await session.note(
        StatementEvent(
          kind: .check, status: .failed, text: source.line(of: span),
          message: "\(diagnostic.code): \(diagnostic.message)",
          site: Site(span: span)))
    }
  }

  func opening(script: String?, arguments: [String]) -> [String: JSONValue] {
    var details: [String: JSONValue] = [
      "user": .string(ProcessEnvironment.userName), "host": .string(ProcessEnvironment.hostName),
      "version": .string(Kmsh.version), "profile": .string(profile.name), "server": .string(profile.server.text),
      "folder": .string(ProcessEnvironment.workingDirectory),
    ]
    details["login"] = workplace.environment["SUDO_USER"].map(JSONValue.string)
    details["terminal"] = ProcessEnvironment.terminalName.map(JSONValue.string)
    details["script"] = script.map(JSONValue.string)
    if !arguments.isEmpty { details["arguments"] = .array(arguments.map(JSONValue.string)) }
    return details
  }
}

extension Source {
  fileprivate func line(of span: Span) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = span.start.line - 1
    return lines.indices.contains(index) ? String(lines[index]) : ""
  }
}
