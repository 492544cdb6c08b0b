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
    var entityType: String?
    var entityIDs: [String] = []
    var attempts: Int64 = 0
    var before: JSONValue?
    var after: JSONValue?
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

  func note(entity id: String, type: String? = nil) {
    state.withLock { state in
      if !state.entityIDs.contains(id) { state.entityIDs.append(id) }
      if let type { state.entityType = type }
    }
  }

  func note(before: JSONValue? = nil, after: JSONValue? = nil) {
    state.withLock { state in
      if let before { state.before = before }
      if let after { state.after = after }
    }
  }

  func note(attempts: Int) { state.withLock { $0.attempts += Int64(attempts) } }

  func perform<Response: Sendable>(
    _ operation: OperationCode, on ids: [String], _ body: (String) async throws -> Response
  ) async throws -> Response {
    let write = state.withLock { state in
      state.operations.append(operation)
      guard operation.isWrite else { return 0 }
      state.writes += 1
      return state.writes
    }
    func exchange(_ correlation: String) async throws -> Response {
      try await Exchange.$observer.withValue({ self.note(attempts: $0.attempts) }) { try await body(correlation) }
    }
    guard write > 1 else { return try await exchange(correlation) }
    return try await journal.record(operation, on: ids, number: write, of: correlation, exchange)
  }
}

extension OperationCode {
  /// Whether it changes what the server keeps.
  var isWrite: Bool { !isRepeatable }
}
