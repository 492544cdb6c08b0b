import GRDB

/// An object that is to be replaced now.
public struct DueRotation: Hashable, Sendable {
  public let id: String
  public let owner: String
  let number: Int64
  let due: Int64
}

extension StoreReader {
  /// Those whose rotation is due, the most overdue first.
  /// - Parameter last: The one after which to go on.
  public func dueRotations(at seconds: Int64, after last: DueRotation? = nil, limit: Int) throws -> [DueRotation] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, owner, number, rotation FROM object
        WHERE rotation IS NOT NULL AND rotation <= ? AND (rotation, number) > (?, ?)
        ORDER BY rotation, number LIMIT ?
        """, arguments: [seconds, last?.due ?? .min, last?.number ?? .min, limit]
    ).map { DueRotation(id: $0["id"], owner: $0["owner"], number: $0["number"], due: $0["rotation"]) }
  }
}
