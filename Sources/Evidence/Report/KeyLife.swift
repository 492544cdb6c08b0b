public import AuditLog

/// What happened to one object in the course of the run.
public struct KeyLife: Hashable, Sendable {
  public let id: String
  public internal(set) var type: String?
  /// In order.
  public internal(set) var events: [KeyEvent] = []
  /// How often it was used to encrypt, sign and the like.
  public internal(set) var uses = 0
  /// The state that the last record about it tells.
  public internal(set) var state: String?
  public internal(set) var predecessors: [String] = []
  public internal(set) var successors: [String] = []

  /// Whether it is older than the run.
  public var wasThereBefore: Bool { !events.contains { $0.kind == .created && $0.outcome == .done } }
}

public struct KeyEvent: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case created, activated, rotated, deactivated, revoked, compromised, destroyed, archived, recovered, changed
    case exported
  }

  public let kind: Kind
  public let operation: String
  public let outcome: Outcome
  public let at: Timestamp
  public let seq: Int64
}
