import AuditLog
import KMIP
public import KMSInterpreter
public import KMSSyntax

/// Runs commands and keeps the record: intent, durable; then the command; then its result.
public final class Session: Host {
  public let journal: Journal
  private let console: any Console
  private let observe: @Sendable (Progress) -> Void
  private let clock: Interpreter.Clock

  public init(
    journal: Journal, console: any Console, clock: @escaping Interpreter.Clock = Interpreter.monotonicClock,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.journal = journal
    self.console = console
    self.clock = clock
    observe = progress
  }

  public func run(_ invocation: Invocation) async throws -> Value {
    let correlation = journal.nextCorrelation()
    var entry = journal.entry(.intent, invocation.text, at: invocation.site)
    entry.effect = invocation.command.effect.rawValue
    entry.operation = invocation.command.mainOperation
    entry.operationID = correlation
    entry.entityIDs = invocation.entityIDs
    let isLocal = invocation.command.effect == .local
    if !isLocal { try await journal.append(entry) }
    entry.kind = isLocal ? .local : .result
    let trace = StatementTrace(journal: journal, correlation: correlation, entityIDs: entry.entityIDs)
    return try await StatementTrace.$current.withValue(trace) {
      try await run(invocation, trace, recordedAs: entry)
    }
  }

  private func run(_ invocation: Invocation, _ trace: StatementTrace, recordedAs entry: Entry) async throws -> Value {
    var entry = entry
    let start = clock()
    let result: Result<Value, any Error>
    do { result = .success(try await invocation.command.body(invocation)) } catch { result = .failure(error) }
    entry.tookMicroseconds = clock() &- start
    entry.add(trace.summary)
    switch result {
    case .success: entry.status = .ok
    case .failure(let error): entry.describe(error)
    }
    do { try await journal.append(entry) } catch {
      console.warn(entry.lastWords, hint: nil)
      // What could not be recorded first tells more.
      if case .failure(let first as Failure) = result, first.kind == .audit { throw first }
      throw error
    }
    return try result.mapError { Failure($0, of: invocation) }.get()
  }

  public func note(_ event: StatementEvent) async throws {
    var entry = journal.entry(event.kind.entryKind, event.text, at: event.site)
    entry.effect = Command.Effect.local.rawValue
    entry.status = event.status.entryStatus
    entry.message = event.message
    try await journal.append(entry)
  }

  public func confirm(_ question: String, at site: Site) async throws -> Bool {
    try await console.confirm(question)
  }

  public func show(_ value: Value, at site: Site) async throws { console.print(value) }

  public func progress(_ progress: Progress) { observe(progress) }

  public func source(of path: String, from span: Span) throws -> Source {
    let folder = span.source.name.lastIndex(of: "/").map { String(span.source.name[...$0]) } ?? ""
    let place = path.hasPrefix("/") ? path : folder + path
    do {
      return Source(name: place, text: String(decoding: try LocalFile(place, in: ".").contents(), as: UTF8.self))
    } catch let error as CommandError {
      throw Diagnostic(.useFailed, error.message, at: span)
    }
  }
}

extension Invocation {
  /// Every identifier among the arguments.
  fileprivate var entityIDs: [String] {
    command.parameters.flatMap { arguments.ids($0.name) }
  }
}

extension Command {
  /// The first that changes something, or the first of all.
  fileprivate var mainOperation: String? {
    operations.first { OperationCode(word: $0)?.isWrite == true } ?? operations.first
  }
}

extension Entry {
  fileprivate mutating func add(_ summary: StatementTrace.State) {
    entityIDs = summary.entityIDs
    entityType = summary.entityType
    if summary.attempts > 0 { attempts = summary.attempts }
    operation = summary.firstWrite?.name ?? operation ?? summary.operations.last?.name
    before = summary.before.isEmpty ? nil : .object(summary.before)
    after = summary.after.isEmpty ? nil : .object(summary.after)
  }

  /// Shown when the result of something that was done cannot be recorded.
  var lastWords: String {
    let parts: [String?] = [statement, operation, status?.rawValue, entityIDs.joined(separator: " "), operationID]
    return "not on record, and so in doubt: " + parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension StatementEvent.Kind {
  fileprivate var entryKind: Entry.Kind {
    switch self {
    case .local: .local
    case .check: .check
    case .confirm: .confirm
    }
  }
}

extension StatementEvent.Status {
  fileprivate var entryStatus: Entry.Status {
    switch self {
    case .ok: .ok
    case .failed: .failed
    case .skipped: .skipped
    case .cancelled: .cancelled
    }
  }
}
