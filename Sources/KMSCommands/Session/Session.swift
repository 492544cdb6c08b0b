import AuditLog
import KMIP
public import KMSInterpreter
public import KMSSyntax

/// Runs commands and keeps the record: intent, durable; then the command; then its result.
///
/// A run that is taken up again is told by its past what it need not do again.
public final class Session: Host {
  public let journal: Journal
  let console: any Console
  let past: Past?
  let sharing: Sharing?
  let gates: [any Gate]
  public let profiles: [String]?
  private let kms: KMS?
  /// Whether writes land on a shadow of the KMS.
  private let isRehearsal: Bool
  private let leftovers = Leftovers()
  private let observe: @Sendable (Progress) -> Void
  private let clock: Interpreter.Clock
  private let fingerprint: Interpreter.Fingerprint

  public init(
    journal: Journal, console: any Console, kms: KMS? = nil, profiles: [String]? = nil, past: Past? = nil,
    sharing: Sharing? = nil, gates: [any Gate] = [], isRehearsal: Bool = false,
    clock: @escaping Interpreter.Clock = Interpreter.monotonicClock,
    fingerprint: @escaping Interpreter.Fingerprint = { "\($0.count)" },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.journal = journal
    self.console = console
    self.kms = kms
    self.profiles = profiles
    self.isRehearsal = isRehearsal
    self.past = past ?? sharing?.past
    self.sharing = sharing
    self.gates = gates + (sharing.map { [$0] } ?? [])
    self.clock = clock
    self.fingerprint = fingerprint
    observe = progress
  }

  public func run(_ invocation: Invocation) async throws -> Value {
    if let sharing, sharing.follows(invocation.site.key) { return try await follow(invocation, sharing) }
    for gate in gates { try await gate.admit(invocation) }
    switch past?.recall(invocation) ?? .none {
    case .none: return try await runAnew(invocation)
    case .diverted: return try await run(invocation, as: freshCorrelation(invocation.site), isAgain: true)
    case .value(let value): return value
    case .failure(let failure, let statement):
      leftovers.keep(statement, at: invocation.site)
      throw failure
    case .unsettled(let statement, let departs): return try await goOn(with: statement, invocation, departs: departs)
    case .again(let statement, let departs): return try await runAgain(invocation, statement, departs: departs)
    case .lost(let why): throw Failure(lost: why, at: invocation.arguments.span)
    case .other(let text): throw Failure(other: text, than: invocation)
    }
  }

  /// Unique to this part of the run: behind a failure that is none any more, other statements take the same places.
  private func freshCorrelation(_ site: Site) -> String {
    guard let past else { return journal.correlation(of: site) }
    return journal.correlation(of: site) + "+" + (sharing?.claimant ?? "\(past.resumes + 1)")
  }

  /// What an attempt before this one left half done is gone on with.
  private func runAnew(_ invocation: Invocation) async throws -> Value {
    guard let leftover = leftovers.take(for: invocation) else {
      return try await run(invocation, as: freshCorrelation(invocation.site))
    }
    return try await run(invocation, as: leftover.correlation, after: leftover, isBegun: false)
  }

  private func goOn(with statement: Past.Statement, _ invocation: Invocation, departs: Bool) async throws -> Value {
    if departs { past?.depart(at: invocation.site.key) }
    var statement = statement
    if let leftover = leftovers.take(for: invocation) {
      statement.writes.merge(leftover.writes) { own, _ in own }
      if statement.objects.isEmpty { statement.objects = leftover.objects }
    }
    let value = try await run(invocation, as: statement.correlation, after: statement, isAgain: departs)
    return try held(value, to: statement, invocation)
  }

  /// - Parameter past: What is on record of it, whose intent it then goes on from.
  /// - Parameter isBegun: Whether that intent stands at the same place.
  /// - Parameter isAgain: Whether its record holds in place of what followed on the earlier one.
  private func run(
    _ invocation: Invocation, as correlation: String, after past: Past.Statement? = nil, isBegun: Bool = true,
    isAgain: Bool = false
  ) async throws -> Value {
    var entry = journal.entry(.intent, invocation.text, at: invocation.site)
    entry.effect = invocation.command.effect.rawValue
    entry.operation = invocation.command.mainOperation
    entry.operationID = correlation
    entry.entityIDs = invocation.entityIDs
    if isAgain { entry.details["again"] = true }
    if sharing?.follows(invocation.site.key) == true { entry.details["joined"] = true }
    let isLocal = invocation.command.effect == .local
    if !isLocal, past == nil || !isBegun { try await journal.append(entry) }
    entry.kind = isLocal ? .local : .result
    if past != nil { entry.details["resumed"] = true }
    let trace = StatementTrace(
      journal: journal, gates: gates, invocation: invocation, correlation: correlation, entityIDs: entry.entityIDs,
      past: past)
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
    let outcome = result.mapError { Failure($0, of: invocation, leavesDoubt: trace.leavesDoubt) }
    switch result {
    case .success(let value):
      entry.status = isRehearsal && trace.summary.firstWrite != nil ? .rehearsed : .ok
      if !invocation.site.key.isEmpty { entry.record(value, of: invocation.command, fingerprint) }
    case .failure(let error):
      entry.describe(error)
      if case .failure(let failure) = outcome { entry.details["error"] = JSONValue(recording: .error(failure.value)) }
      if trace.summary.done > 0 { entry.details["done"] = .int(Int64(trace.summary.done)) }
      if let past = trace.past, trace.leavesDoubt {
        (entry.status, entry.details["done"]) = (.inDoubt, past.done > 0 ? .int(past.done) : nil)
        leftovers.keep(past, at: invocation.site)
      } else {
        leftovers.keep(trace.statement(inDoubt: entry.status == .inDoubt), at: invocation.site)
      }
    }
    do { try await journal.append(entry) } catch {
      console.warn(entry.lastWords, hint: nil)
      // What could not be recorded first tells more.
      if case .failure(let first as Failure) = result, first.kind == .audit { throw first }
      throw error
    }
    return try outcome.get()
  }

  func runAgain(_ invocation: Invocation, _ statement: Past.Statement, departs: Bool) async throws -> Value {
    if departs { past?.depart(at: invocation.site.key) }
    let value = try await run(invocation, as: freshCorrelation(invocation.site), isAgain: departs)
    return try held(value, to: statement, invocation)
  }

  /// A secret must be the one that it was; what cannot be had again is another one.
  private func held(_ value: Value, to statement: Past.Statement, _ invocation: Invocation) throws -> Value {
    if let earlier = statement.fingerprint, case .secret(let secret) = value,
      invocation.command.keepsValue, secret.withBytes({ fingerprint($0) }) != earlier
    {
      throw Failure(changedSecret: invocation.arguments.span)
    }
    if !invocation.command.keepsValue { past?.goStale(at: invocation.site.key) }
    return value
  }

  public func note(_ event: StatementEvent) async throws {
    if case .loop(let loop)? = event.content {
      for gate in gates { await gate.began(loop, at: event.site) }
    }
    if let sharing, sharing.follows(event.site.key) { return try await follow(event, sharing) }
    let standing = past?.standing(of: event) ?? .none
    switch standing {
    case .held: return
    case .otherList: throw Failure(other: "a loop over another list", than: event)
    case .none, .departs: break
    }
    var entry = journal.entry(event.kind.entryKind, event.text, at: event.site)
    entry.effect = Command.Effect.local.rawValue
    entry.status = event.status.entryStatus
    entry.message = event.message
    if let content = event.content { entry.add(content) }
    if case .departs = standing { entry.details["again"] = true }
    try await journal.append(entry)
  }

  /// A list that is not the one that was frozen means that the run has gone another way.
  func hold(_ event: StatementEvent, against past: Past) throws {
    guard case .loop(let loop)? = event.content, let digest = past.digest(ofLoopAt: event.site.key) else { return }
    guard digest != loop.digest else { return }
    throw Failure(other: "a loop over another list", than: event)
  }

  public func require(_ requirement: Requirement, at site: Site) async throws {
    guard let kms else { return }
    let invocation = Invocation(
      command: .abilities(kms), arguments: Arguments([:], span: requirement.span), site: site,
      text: "require \(requirement.span.text)")
    let abilities = Abilities(try await run(invocation))
    let failure = requirement.failure(version: abilities.version, operations: abilities.operations)
    if let failure { throw failure }
  }

  public func recordedItem(at key: String) async throws -> ItemRecord? {
    if let sharing, sharing.follows(key) { return try await followItem(at: key, sharing) }
    return past?.item(at: key)
  }

  public func share(of loop: LoopRecord, at key: String) async throws -> (any LoopShare)? {
    try await sharing?.share(loop, at: key)
  }

  public func confirm(_ question: String, at site: Site) async throws -> Bool {
    if let sharing, sharing.follows(site.key) { return try await followAnswer(at: site, sharing) }
    if let past, past.isConfirmed(site.key) { return true }
    return try await console.confirm(question)
  }

  public func show(_ value: Value, at site: Site) async throws {
    if sharing?.follows(site.key) != true { console.print(value) }
  }

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
    command.parameters.flatMap { parameter in
      arguments.ids(parameter.name) + (parameter.isShaped ? arguments.idsOfFields(parameter.name) : [])
    }
  }
}

extension Command {
  /// The first that changes something, or the first of all.
  fileprivate var mainOperation: String? {
    operations.first { OperationCode(word: $0)?.isWrite == true } ?? operations.first
  }
}

extension Entry {
  /// What the run is told when it is taken up again; of what must not be on record, how to know it again.
  fileprivate mutating func record(
    _ value: Value, of command: Command, _ fingerprint: Interpreter.Fingerprint
  ) {
    if case .secret(let secret) = value { details["fingerprint"] = .string(secret.withBytes { fingerprint($0) }) }
    guard command.keepsValue else { return }
    details["value"] = JSONValue(recording: value)
  }

  fileprivate mutating func add(_ content: StatementEvent.Content) {
    switch content {
    case .parameter(let name, let value):
      details["param"] = ["name": .string(name), "value": JSONValue(recording: value) ?? .null]
    case .stepBegan(let title): details["step"] = ["title": .string(title), "event": "began"]
    case .stepEnded(let title): details["step"] = ["title": .string(title), "event": "ended"]
    case .loop(let loop): details["loop"] = loop.json
    case .item(let item): details["item"] = item.json
    }
  }

  fileprivate mutating func add(_ summary: StatementTrace.State) {
    entityIDs = summary.entityIDs
    entityType = summary.entityType
    if summary.attempts > 0 { attempts = summary.attempts }
    if let bytes = summary.bytes { details["bytes"] = .int(bytes) }
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
