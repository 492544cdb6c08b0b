public import AuditLog

/// A `for` over a list that was frozen when it began.
public struct Loop: Hashable, Sendable {
  /// Its place in the run: `17`, or `17/3/5` in the third item of another.
  public let key: String
  public internal(set) var text: String
  public internal(set) var step: String?
  public internal(set) var count: Int
  /// In the order of the list.
  public internal(set) var items: [LoopItem]

  public func count(of outcome: Outcome) -> Int { items.count { $0.outcome == outcome } }
}

public struct LoopItem: Hashable, Sendable {
  /// From 1.
  public let index: Int
  public internal(set) var label: String
  public internal(set) var outcome: Outcome
  public internal(set) var began: Timestamp?
  public internal(set) var tookMilliseconds: Int64?
  /// What it yielded, as it was journalled.
  public internal(set) var value: JSONValue?
  public internal(set) var error: ErrorReport?
  /// Objects that have a successor since.
  public internal(set) var old: [String] = []
  /// Objects that were made.
  public internal(set) var new: [String] = []
  /// Of the record that says how it ended.
  public internal(set) var seq: Int64?
}
