public import KMSInterpreter
public import KMSSyntax
import LineEditor

/// Runs a whole text: a file, `-c`, standard input.
public struct ScriptRunner: Sendable {
  private let runner: Runner

  public init(_ runner: Runner) { self.runner = runner }

  /// Blocks until the script has ended, so it is called on the main thread and not in a task. `parameters` are the
  /// command line's, by their names without `--`.
  public func run(_ source: Source, parameters: [String: String] = [:]) -> ExitStatus {
    let drain = Drain()
    let interruption = Interruption(say: runner.say, what: source.name, drain: drain)
    let ended = Bridge.run(onSignal: interruption.note) {
      await status(of: source, parameters: parameters, drain: drain)
    }
    guard let ended else { return .failed }
    // What else went wrong by then is on record; only a lost audit trail says more than that a person stopped it.
    return interruption.isAsked && ended != .ok && ended != .audit ? .interrupted : ended
  }

  /// Checks alone, and warns of oversights; a script without any says nothing.
  /// - Parameter isStrict: Whether a warning is a failure, too.
  public func check(_ source: Source, isStrict: Bool = false) -> ExitStatus {
    guard let script = parsed(source) else { return .usage }
    let result = Checker(commands: runner.interpreter.commands, host: runner.host).check(script, lints: true)
    runner.show(result.diagnostics)
    guard result.program != nil else { return .usage }
    return isStrict && !result.diagnostics.isEmpty ? .failed : .ok
  }

  /// The checked script, for its help.
  public func program(_ source: Source) -> Program? {
    guard let script = parsed(source) else { return nil }
    let result = Checker(commands: runner.interpreter.commands, host: runner.host).check(script)
    if result.program == nil { runner.show(result.diagnostics) }
    return result.program
  }

  /// The files that a script uses; none of one that may not run.
  public func includes(of source: Source) -> [Source] {
    guard case .success(let script) = Parser.parseFile(source) else { return [] }
    let result = Checker(commands: runner.interpreter.commands, host: runner.host).check(script)
    return result.program.map { Array($0.sources.dropFirst()) } ?? []
  }

  private func parsed(_ source: Source) -> Script? {
    switch Parser.parseFile(source) {
    case .success(let script): return script
    case .failure(let failure):
      runner.show(failure.diagnostics)
      return nil
    }
  }

  /// The same for a caller that may suspend.
  public func status(
    of source: Source, parameters: [String: String] = [:], drain: Drain = Drain()
  ) async -> ExitStatus {
    guard let script = parsed(source) else { return .usage }
    do {
      guard let program = try await runner.checked(script) else { return .usage }
      guard let values = values(of: parameters, for: program) else { return .usage }
      let outcome = await runner.interpreter.run(program, parameters: values, now: runner.now(), drain: drain)
      runner.show(outcome.diagnostics)
      return outcome.exitStatus
    } catch {
      return runner.failed(error, source)
    }
  }

  /// Names that the script does not know are left for the interpreter to refuse.
  private func values(of texts: [String: String], for program: Program) -> [String: Value]? {
    var values: [String: Value] = [:]
    var problems: [Diagnostic] = []
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      let parameter = program.parameters.first { $0.name.text.normalWord == name.normalWord }
      do throws(Diagnostic) {
        values[parameter?.name.text ?? name] =
          try parameter.map { parameter throws(Diagnostic) in
            try ParameterParsing.value(text: text, for: parameter)
          } ?? .text(text)
      } catch {
        var problem = error
        problem.message = "--\(name.normalWord): " + problem.message
        problems.append(problem)
      }
    }
    runner.show(problems)
    return problems.isEmpty ? values : nil
  }
}
