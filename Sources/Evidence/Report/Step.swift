public import AuditLog

/// A unit of the script with a title.
public struct Step: Hashable, Sendable {
  public let title: String
  public internal(set) var outcome: Outcome
  public internal(set) var began: Timestamp
  public internal(set) var ended: Timestamp
  /// Without the time in which the run was interrupted.
  public internal(set) var tookMicroseconds: Int64 = 0
  public internal(set) var seq: Int64
}
