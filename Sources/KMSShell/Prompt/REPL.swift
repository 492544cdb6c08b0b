import KMSInterpreter
import KMSSyntax
import LineEditor

/// The prompt: reads, checks, runs and shows until it is left. It stays on the thread that calls it.
public struct REPL {
  private let runner: Runner
  private let state: ShellState
  private let completer: Completer
  private let source: any LineSource
  private let welcome: String

  /// - Parameter welcome: one line, shown at the start.
  public init(runner: Runner, state: ShellState, completer: Completer, source: any LineSource, welcome: String = "") {
    self.runner = runner
    self.state = state
    self.completer = completer
    self.source = source
    self.welcome = welcome
  }

  /// 0; 74 if the audit trail could not be written; 128 and a signal's number if one ended it.
  public func run() -> Int32 {
    if !welcome.isEmpty { runner.say(SafeText.line(welcome) + "\n") }
    var isOnRecord = true
    while !state.isLeaving {
      state.history = source.entries
      switch source.read(isComplete: Self.isComplete, completions: completer.completions) {
      case .line(let entry): if evaluate(entry) == .audit { isOnRecord = false }
      case .interrupted: continue
      case .endOfInput: state.leave()
      }
    }
    if let signal = Signals.shared.termination { return 128 &+ signal.number }
    return isOnRecord ? ExitStatus.ok.rawValue : ExitStatus.audit.rawValue
  }

  static func isComplete(_ entry: String) -> Bool {
    if case .incomplete = Parser.parse(Source(name: "<prompt>", text: entry)) { false } else { true }
  }

  private func evaluate(_ entry: String) -> ExitStatus {
    switch Parser.parseFile(Source(name: "<prompt>", text: entry)) {
    case .success(let script) where script.statements.isEmpty: return .ok
    case .success(let script): return evaluate(script)
    case .failure(let failure):
      runner.show(failure.diagnostics)
      return .usage
    }
  }

  private func evaluate(_ script: Script) -> ExitStatus {
    let start = ContinuousClock.now
    let drain = Drain()
    let interruption = Interruption(say: runner.say, what: script.source.text, drain: drain)
    let status = Bridge.run(onSignal: interruption.note) { [runner, state] in
      await Self.outcome(of: script, runner, state, drain)
    }
    if state.isTiming { runner.say("took \(Elapsed(start.duration(to: .now)))\n") }
    return status ?? .failed
  }

  private static func outcome(
    of script: Script, _ runner: Runner, _ state: ShellState, _ drain: Drain
  ) async -> ExitStatus {
    do {
      guard let program = try await runner.checked(script, in: state.scope) else { return .usage }
      let outcome = await runner.interpreter.run(
        program, in: state.scope, now: runner.now(), drain: drain, at: state.nextPlace())
      remember(script, outcome, state)
      state.note(succeeded: script.statements(before: outcome.failures.first))
      runner.show(outcome.diagnostics)
      return outcome.exitStatus
    } catch {
      return runner.failed(error, script.source)
    }
  }

  /// Identifiers that came up are offered by completion.
  private static func remember(_ script: Script, _ outcome: Outcome, _ state: ShellState) {
    for statement in script.statements {
      if case .bind(let name, _) = statement.kind, let value = state.scope[name.text] { state.seenIDs.note(value) }
    }
    if let value = outcome.value { state.seenIDs.note(value) }
  }
}

extension Script {
  /// Those that succeeded: all of them, or those above the one that failed.
  fileprivate func statements(before failure: Failure?) -> ArraySlice<Statement> {
    guard let failure else { return statements[...] }
    // What fails in a function of an earlier entry is called by the last statement that ran.
    guard let span = failure.diagnostic.span, span.source === source else { return [] }
    return statements.prefix { $0.span.range.upperBound <= span.range.lowerBound }
  }
}
