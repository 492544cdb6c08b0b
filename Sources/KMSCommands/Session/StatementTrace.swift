import AuditLog
import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax
import Synchronization
import TTLV

/// What one statement did at the KMS: the record of its result reads it.
final class StatementTrace: Sendable {
  @TaskLocal static var current: StatementTrace?

  struct State {
    var operations: [OperationCode] = []
    /// Numbers of the writes that were begun.
    var numbers: Set<Int> = []
    /// Those that are on record by themselves, with what became of them.
    var writes: [Int: Past.Write] = [:]
    /// The first operation that changes what the server keeps.
    var firstWrite: OperationCode?
    /// Writes that the server has confirmed.
    var done = 0
    /// The object that is being acted on.
    var target: String?
    var entityType: String?
    var entityIDs: [String] = []
    /// Of the request that took the most.
    var attempts: Int64 = 0
    /// Of the file that was worked on, as far as the server has had them.
    var bytes: Int64?
    /// States by identifier.
    var before: [String: JSONValue] = [:]
    var after: [String: JSONValue] = [:]
  }

  private let state: Mutex<State>
  private let journal: Journal
  private let gates: [any Gate]
  let invocation: Invocation
  let correlation: String
  /// What an earlier part of the run has on record of the statement, whose outcome it does not know.
  let past: Past.Statement?

  init(
    journal: Journal, gates: [any Gate] = [], invocation: Invocation, correlation: String, entityIDs: [String],
    past: Past.Statement? = nil
  ) {
    self.journal = journal
    self.gates = gates
    self.invocation = invocation
    self.correlation = correlation
    self.past = past
    state = Mutex(State(writes: past?.writes ?? [:], entityIDs: entityIDs))
  }

  var summary: State { state.withLock { $0 } }

  func note(_ operation: OperationCode) { state.withLock { $0.operations.append(operation) } }

  func note(target id: String) { state.withLock { $0.target = id } }

  func note(entity id: String, type: String? = nil) {
    state.withLock { state in
      state.target = id
      if !state.entityIDs.contains(id) { state.entityIDs.append(id) }
      if let type { state.entityType = type }
    }
  }

  func note(_ id: String, before: String?) { state.withLock { $0.before[id] = before.map(JSONValue.string) } }
  func note(_ id: String, after: String?) { state.withLock { $0.after[id] = after.map(JSONValue.string) } }

  func note(bytes: Int64) { state.withLock { $0.bytes = bytes } }

  func note(attempts: Int) { state.withLock { $0.attempts = max($0.attempts, Int64(attempts)) } }

  /// Counts the attempts of a statement's requests.
  var observer: Exchange.Observer { { self.note(attempts: $0.attempts) } }

  /// A write that is one of several, that acts on one of several objects, or that needs to be known beforehand to be
  /// told afterwards, is on record by itself: if it is the last thing on record, it says which object is in doubt.
  func perform<Request: KMIP.Operation>(
    _ request: Request, on ids: [String], by client: Client, settling: [Duration]
  ) async throws -> Request.Response {
    let number = begin(Request.code, on: ids)
    guard number > 0 else {
      return try await client.perform(request, correlation: correlation, observer: observer)
    }
    let write = ProposedWrite(operation: Request.code.name, invocation: invocation, ids: ids, number: number)
    for gate in gates { try await gate.admit(write) }
    let response = try await deliver(request, write, client, settling)
    for gate in gates { await gate.confirmed(write, ids: ids + response.madeIdentifiers(besides: ids)) }
    return response
  }

  private func deliver<Request: KMIP.Operation>(
    _ request: Request, _ write: ProposedWrite, _ client: Client, _ settling: [Duration]
  ) async throws -> Request.Response {
    let summary = summary
    let earlier = past?.writes[write.number]
    let isOwn =
      write.number > 1 || (summary.entityIDs.count > 1 && !write.ids.isEmpty) || needsOwn(Request.code)
      || earlier != nil
    // What was there before the first sending; what is there now may be what that has made.
    let before =
      earlier.map { $0.before?.members ?? [:] } ?? write.ids.reduce(into: [:]) { $0[$1] = summary.before[$1] }
    let delivery = Delivery(
      client: client, correlation: Correlation(isOwn ? "\(correlation)/w\(write.number)" : correlation),
      observer: observer, before: before.compactMapValues(\.text),
      mayHaveBeenSent: isOwn ? earlier?.isOver == false : past != nil, settling: settling)
    guard isOwn else { return try await confirmed(delivery, request) }
    note(write, before: before, status: nil)
    do {
      let response = try await journal.record(
        Request.code, write, at: invocation.site, of: delivery.correlation.text, before: before,
        objects: summary.entityIDs, earlier: earlier
      ) { try await confirmed(delivery, request) }
      note(write, before: before, status: .ok)
      return response
    } catch let failure as OperationFailure {
      note(write, before: before, status: .refused)
      throw failure
    }
  }

  /// Counts it before its record is made, which may fail.
  private func confirmed<Request: KMIP.Operation>(
    _ delivery: Delivery, _ request: Request
  ) async throws -> Request.Response {
    let response = try await delivery.perform(request)
    state.withLock { $0.done += 1 }
    return response
  }

  private func note(_ write: ProposedWrite, before: [String: JSONValue], status: Entry.Status?) {
    let row = Past.Write(
      operation: write.operation, ids: write.ids, status: status, before: before.isEmpty ? nil : .object(before))
    state.withLock { $0.writes[write.number] = row }
  }

  /// The statement as it stands, for when it is gone on with.
  func statement(inDoubt isInDoubt: Bool) -> Past.Statement {
    let state = summary
    return Past.Statement(
      text: invocation.text, line: Int64(invocation.site.span.line), correlation: correlation,
      at: Timestamp(microseconds: 0), isInDoubt: isInDoubt, done: Int64(state.done), writes: state.writes,
      objects: state.entityIDs)
  }

  /// Whether it came to its end before it had looked for a write that an earlier part of the run may have sent.
  var leavesDoubt: Bool {
    guard let past, invocation.command.effect.isChange else { return false }
    let sent = past.writes.values.count { $0.status != .refused }
    let earlier = max(sent, Int(clamping: past.done), past.status == nil ? 1 : 0)
    return summary.numbers.count < earlier
  }

  /// Destroying may leave nothing to read, and a second rotation looks like the first: what was before is on record.
  private func needsOwn(_ operation: OperationCode) -> Bool {
    [.destroy, .reKey, .reKeyKeyPair, .reCertify].contains(operation)
  }

  /// The number of the write; 0 for what changes nothing.
  private func begin(_ operation: OperationCode, on ids: [String]) -> Int {
    state.withLock { state in
      state.operations.append(operation)
      if let id = ids.first { state.target = id }
      guard operation.isWrite else { return 0 }
      state.firstWrite = state.firstWrite ?? operation
      let number = number(of: operation, on: ids, besides: state.numbers)
      state.numbers.insert(number)
      return number
    }
  }

  /// That of the same write on record, which need not be in the same place: what is done already may be left out.
  private func number(of operation: OperationCode, on ids: [String], besides taken: Set<Int>) -> Int {
    let known = past?.writes ?? [:]
    let same = known.filter { $0.value.operation == operation.name && $0.value.ids == ids && !taken.contains($0.key) }
    if let number = same.keys.min() { return number }
    var number = 1
    while taken.contains(number) || known[number] != nil { number += 1 }
    return number
  }

  /// What the statement had found to act on before its record broke off, where there is more than one.
  var earlierObjects: [String] { past?.objects ?? [] }

  /// Whether an earlier part of the run was about to do it, and nothing on record says what came of it.
  func isOpen(_ operation: OperationCode, on id: String) -> Bool {
    past?.writes.values.contains { $0.operation == operation.name && $0.ids == [id] && $0.status == nil } ?? false
  }

  /// An object that the statement is known to have destroyed, or to have been about to, before its record broke off.
  func mayHaveDestroyed(_ id: String) -> Bool {
    past?.writes.values.contains { $0.before?[id] != nil } ?? false
  }
}

extension OperationCode {
  /// Whether it changes what the server keeps.
  var isWrite: Bool { !isRepeatable }
}

extension Structure {
  /// Identifiers in a response that the request did not name.
  fileprivate func madeIdentifiers(besides known: [String]) -> [String] {
    var writer = FieldWriter()
    write(to: &writer)
    let tags: [Tag] = [.privateKeyUniqueIdentifier, .publicKeyUniqueIdentifier, .uniqueIdentifier]
    return writer.items.filter { tags.contains($0.tag) }.compactMap(\.text).filter { !known.contains($0) }
  }
}
