public import KMSSyntax

/// Finds what is wrong with a script before anything is sent.
public struct Checker: Sendable {
  let commands: CommandTable
  let host: any Host

  /// `host` reads the files that a script uses.
  public init(commands: CommandTable, host: any Host) {
    self.commands = commands
    self.host = host
  }

  /// Checks a file or a line, or, with what the prompt remembers, an entry of the prompt, where names may be bound
  /// again.
  /// - Parameter lints: Whether to warn of what looks like an oversight.
  public func check(_ script: Script, in prompt: Scope? = nil, lints: Bool = false) -> CheckResult {
    let loader = UseLoader(checker: self)
    var check = ScriptCheck(commands: commands, loader: loader, source: script.source, isPrompt: prompt != nil)
    if let prompt { check.adopt(prompt.bindings) }
    let uses = check.check(script)
    let program = check.hasErrors ? nil : Program(script: script, uses: uses)
    let warnings = lints ? program.map { Lint.findings(in: $0, commands: commands) } ?? [] : []
    return CheckResult(diagnostics: check.diagnostics + warnings, program: program, bindings: check.bindings)
  }
}
