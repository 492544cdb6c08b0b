public import AuditLog

/// A statement of the run, at its last outcome.
public struct Statement: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable { case command, local, check, confirm }

  public let kind: Kind
  /// Its place in the run, where the record says it.
  public internal(set) var key: String?
  public internal(set) var text: String
  public internal(set) var outcome: Outcome
  public internal(set) var place: Place?
  public internal(set) var step: String?
  /// The item of the loops around it: `3`, `3.5`.
  public internal(set) var item: String?
  public internal(set) var effect: String?
  public internal(set) var operation: String?
  public internal(set) var operationID: String?
  public internal(set) var entityIDs: [String] = []
  public internal(set) var tookMicroseconds: Int64?
  public internal(set) var attempts: Int64?
  public internal(set) var error: ErrorReport?
  /// What a check found, what a person answered.
  public internal(set) var message: String?
  public internal(set) var at: Timestamp
  /// Of its first record, and of the one that says how it ended.
  public internal(set) var seqs: ClosedRange<Int64>
  /// Whether the script dealt with the failure: `assert fails`, `try`, `retry=`.
  public internal(set) var isExpected = false
}

/// A line of a source.
public struct Place: Hashable, Sendable {
  public let file: String
  public let line: Int64
}

/// What is known of a failure.
public struct ErrorReport: Hashable, Sendable {
  public internal(set) var code: String?
  public internal(set) var phase: String?
  public internal(set) var operation: String?
  public internal(set) var id: String?
  public internal(set) var reason: String?
  public internal(set) var message: String
  /// Whether the server did it: `no`, `yes`, `unknown`.
  public internal(set) var applied: String?
  public internal(set) var hint: String?
}
