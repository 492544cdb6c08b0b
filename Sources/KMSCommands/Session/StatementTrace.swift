import AuditLog
import KMIP
import KMIPClient
import Synchronization

/// What one statement did at the KMS: the record of its result reads it.
final class StatementTrace: Sendable {
  @TaskLocal static var current: StatementTrace?

  struct State {
    var operations: [OperationCode] = []
    var writes = 0
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
    /// States by identifier.
    var before: [String: JSONValue] = [:]
    var after: [String: JSONValue] = [:]
  }

  private let state: Mutex<State>
  private let journal: Journal
  let correlation: String

  init(journal: Journal, correlation: String, entityIDs: [String]) {
    self.journal = journal
    self.correlation = correlation
    state = Mutex(State(entityIDs: entityIDs))
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

  func note(attempts: Int) { state.withLock { $0.attempts = max($0.attempts, Int64(attempts)) } }

  /// Counts the attempts of a statement's requests.
  var observer: Exchange.Observer { { self.note(attempts: $0.attempts) } }

  /// A write that is one of several, or that acts on one of several objects, is on record by itself: if it is the last
  /// thing that is on record, it says which object is in doubt.
  func perform<Response: Sendable>(
    _ operation: OperationCode, on ids: [String], _ body: (String) async throws -> Response
  ) async throws -> Response {
    let write = begin(operation, on: ids)
    guard write > 0 else { return try await body(correlation) }
    let isOneOfMany = write > 1 || (summary.entityIDs.count > 1 && !ids.isEmpty)
    let response =
      if isOneOfMany {
        try await journal.record(operation, on: ids, number: write, of: correlation, body)
      } else {
        try await body(correlation)
      }
    state.withLock { $0.done += 1 }
    return response
  }

  /// The number of the write; 0 for what changes nothing.
  private func begin(_ operation: OperationCode, on ids: [String]) -> Int {
    state.withLock { state in
      state.operations.append(operation)
      if let id = ids.first { state.target = id }
      guard operation.isWrite else { return 0 }
      state.firstWrite = state.firstWrite ?? operation
      state.writes += 1
      return state.writes
    }
  }
}

extension OperationCode {
  /// Whether it changes what the server keeps.
  var isWrite: Bool { !isRepeatable }
}
