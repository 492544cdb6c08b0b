import KMSSyntax

/// Runs checked programs: a file, a line or an entry of the prompt.
public struct Interpreter: Sendable {
  /// Microseconds since some moment; it never goes back.
  public typealias Clock = @Sendable () -> Int64
  public typealias Sleep = @Sendable (Duration) async throws -> Void
  /// A keyed hash whose key stays on this machine, as text.
  public typealias Fingerprint = @Sendable (UnsafeRawBufferPointer) -> String

  public let commands: CommandTable
  let host: any Host
  let clock: Clock
  let sleep: Sleep
  let fingerprint: Fingerprint

  public init(
    commands: CommandTable, host: any Host, clock: @escaping Clock = Interpreter.monotonicClock,
    sleep: @escaping Sleep = { try await Task.sleep(for: $0) }, fingerprint: @escaping Fingerprint
  ) {
    self.commands = commands
    self.host = host
    self.clock = clock
    self.sleep = sleep
    self.fingerprint = fingerprint
  }

  /// `now`, in microseconds since 1970-01-01 00:00:00 UTC, holds for the whole run; so does `today`, its midnight.
  /// Names that the program binds are in `scope` afterwards, whether it succeeds or not.
  /// `place` sets the entries of one session's prompt apart: the keys of its statements begin with it.
  /// Cancelling the task reaches what runs; `drain` only keeps loops from starting further items.
  public func run(
    _ program: Program, parameters: [String: Value] = [:], in scope: Scope = Scope(), now: Int64,
    drain: Drain = Drain(), at place: String = ""
  ) async -> Outcome {
    let problems = program.problems(with: parameters)
    guard problems.isEmpty else { return Outcome(unusable: problems) }
    let execution = Execution(interpreter: self, ledger: Ledger(), parameters: parameters, now: now, drain: drain)
    var frame = Frame(bindings: scope.bindings, program: program, strand: Strand(path: place))
    do {
      try await execution.require(program.script, in: frame)
      _ = try await execution.run(program.script.statements, in: &frame)
    } catch {
      execution.ledger.fail(Failure(wrapping: error, at: program.script.wholeSpan))
    }
    scope.bindings = frame.bindings
    return execution.ledger.outcome
  }

  public static let monotonicClock: Clock = {
    let start = ContinuousClock.now
    return {
      let (seconds, attoseconds) = start.duration(to: .now).components
      return seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
    }
  }()
}

extension Script {
  var wholeSpan: Span { Span(source, 0..<source.text.utf8.count) }
}
