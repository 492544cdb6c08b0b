import KMSSyntax

/// What is not wrong with a script and yet looks like an oversight. It never keeps a script from running.
enum Lint {
  static func findings(in program: Program, commands: CommandTable) -> [Diagnostic] {
    let all =
      NameLint.findings(in: program) + ReachLint.findings(in: program.script)
      + DestructionLint.findings(in: program, commands: commands)
    return all.sorted { ($0.span?.range.lowerBound ?? 0) < ($1.span?.range.lowerBound ?? 0) }
  }
}

extension Diagnostic {
  static func warning(_ code: DiagnosticCode, _ message: String, at span: Span, hint: String? = nil) -> Diagnostic {
    Diagnostic(code, message, at: span, severity: .warning, hint: hint)
  }
}
