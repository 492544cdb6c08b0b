import Synchronization

/// Claims in a PostgreSQL database.
///
/// A claimant is alive while its connection is: it holds a lock there, which the server gives up with the connection.
final class PostgresClaims: ItemClaims {
  private let database: PostgresDatabase
  /// What each claimant took and has not finished, with the connection on which it was last known to be its own.
  private let held = Mutex<[Holding: [Int: Int]]>([:])
  /// The connection on which a claimant has its lock.
  private let alive = Mutex<[String: Int]>([:])

  private struct Holding: Hashable {
    let run: String
    let loop: String
    let claimant: String
  }

  init(_ address: PostgresAddress, patience: Double) {
    database = PostgresDatabase(address, patience: patience, isWritable: true)
  }

  func enroll(run: String, loop: String, count: Int) async throws {
    let found = try await database.perform { connection in
      try connection.run(
        """
        INSERT INTO item_claim (run, loop, item)
        SELECT ?, ?, generate_series(0, CAST(? AS BIGINT) - 1) ON CONFLICT DO NOTHING
        """, [.text(run), .text(loop), .integer(Int64(count))])
      return try connection.integer(
        "SELECT count(*) FROM item_claim WHERE run = ? AND loop = ?", [.text(run), .text(loop)])
    }
    if let found, found != Int64(count) {
      throw ItemClaimError.countDiffers(loop: loop, found: Int(found), wanted: count)
    }
  }

  func claim(run: String, loop: String, below limit: Int, claimant: String) async throws -> ItemClaim {
    let holding = Holding(run: run, loop: loop, claimant: claimant)
    return try await database.perform { connection in
      try self.stayAlive(claimant, connection)
      let values = [StoreValue.text(claimant), .text(run), .text(loop), .integer(Int64(limit))]
      if let item = try connection.integer(Self.taking("claimant IS NULL"), values) {
        return self.note(item, holding, connection, wasAbandoned: false)
      }
      let mine = self.held.withLock { $0[holding, default: [:]].keys.map(String.init) }.joined(separator: ",")
      if let item = try connection.integer(
        Self.taking(Self.isAbandoned), values + [.text(claimant), .text("{\(mine)}")])
      {
        return self.note(item, holding, connection, wasAbandoned: true)
      }
      let open = try connection.integer(
        "SELECT count(*) FROM item_claim WHERE run = ? AND loop = ? AND item < ? AND outcome IS NULL",
        Array(values.dropFirst()))
      return open == 0 ? .done : .wait
    }
  }

  private static func taking(_ condition: String) -> String {
    """
    UPDATE item_claim SET claimant = ?, claimed_at = clock_timestamp()
    WHERE (run, loop, item) = (
      SELECT run, loop, item FROM item_claim
      WHERE run = ? AND loop = ? AND item < ? AND outcome IS NULL AND \(condition)
      ORDER BY item LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING item
    """
  }

  private static func lock(of claimant: String) -> String { "hashtextextended('kmsh claimant ' || \(claimant), 0)" }

  // What this claimant holds since before its process began anew is abandoned, too. pg_locks shows a lock's 64 bits
  // in two halves.
  private static let isAbandoned = """
    claimant IS NOT NULL
      AND CASE WHEN claimant = ? THEN item <> ALL (CAST(? AS BIGINT[])) ELSE NOT EXISTS (
        SELECT 1 FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (CAST(l.classid AS BIGINT) << 32 | CAST(l.objid AS BIGINT)) = \(lock(of: "claimant"))) END
    """

  /// Takes the claimant's lock on each new connection; another process of the same name keeps it from being had.
  private func stayAlive(_ claimant: String, _ connection: PostgresConnection) throws {
    try connection.connect()
    if alive.withLock({ $0[claimant] }) == connection.generation { return }
    _ = try connection.rows("SELECT pg_advisory_lock(\(Self.lock(of: "?")))", [.text(claimant)])
    alive.withLock { $0[claimant] = connection.generation }
  }

  private func note(
    _ item: Int64, _ holding: Holding, _ connection: PostgresConnection, wasAbandoned: Bool
  ) -> ItemClaim {
    held.withLock { $0[holding, default: [:]][Int(item)] = connection.generation }
    return .item(Int(item), wasAbandoned: wasAbandoned)
  }

  func hold(run: String, loop: String, item: Int, claimant: String) async throws {
    let holding = Holding(run: run, loop: loop, claimant: claimant)
    let isHeld = try await database.perform { connection in
      try self.stayAlive(claimant, connection)
      if self.held.withLock({ $0[holding]?[item] }) == connection.generation { return true }
      let count = try connection.integer(
        "SELECT count(*) FROM item_claim WHERE run = ? AND loop = ? AND item = ? AND claimant = ? AND outcome IS NULL",
        [.text(run), .text(loop), .integer(Int64(item)), .text(claimant)])
      guard count == 1 else { return false }
      self.held.withLock { $0[holding, default: [:]][item] = connection.generation }
      return true
    }
    guard isHeld else { throw ItemClaimError.lost(item: item) }
  }

  func finish(
    run: String, loop: String, item: Int, claimant: String, outcome: String, result: JSONValue
  ) async throws {
    let holding = Holding(run: run, loop: loop, claimant: claimant)
    try await settle(
      "outcome = ?, result = ?", [.text(outcome), .text(result.canonical)], item, holding, again: outcome)
  }

  func release(run: String, loop: String, item: Int, claimant: String) async throws {
    try await settle(
      "claimant = NULL, claimed_at = NULL", [], item, Holding(run: run, loop: loop, claimant: claimant))
  }

  /// - Parameter outcome: What may be there already, where an answer was lost and the call is repeated.
  private func settle(
    _ change: String, _ values: [StoreValue], _ item: Int, _ holding: Holding, again outcome: String? = nil
  ) async throws {
    let changed = try await database.perform { connection in
      try connection.integer(
        """
        UPDATE item_claim SET \(change)
        WHERE run = ? AND loop = ? AND item = ? AND claimant = ? AND (outcome IS NULL OR outcome = ?)
        RETURNING item
        """,
        values + [
          .text(holding.run), .text(holding.loop), .integer(Int64(item)), .text(holding.claimant), StoreValue(outcome),
        ])
    }
    guard changed != nil else { throw ItemClaimError.lost(item: item) }
    held.withLock { _ = $0[holding]?.removeValue(forKey: item) }
  }

  func reopen(run: String, loop: String, items: [Int], claimant: String) async throws {
    guard !items.isEmpty else { return }
    let numbers = items.map(String.init).joined(separator: ",")
    try await database.perform { connection in
      try self.stayAlive(claimant, connection)
      _ = try connection.rows(
        """
        UPDATE item_claim SET claimant = ?, claimed_at = clock_timestamp(), outcome = NULL, result = NULL
        WHERE run = ? AND loop = ? AND item = ANY (CAST(? AS BIGINT[])) AND outcome IS NOT NULL
        """, [.text(claimant), .text(run), .text(loop), .text("{\(numbers)}")])
    }
  }

  func outcomes(run: String, loop: String) async throws -> [ItemOutcome] {
    try await database.perform { connection in
      try connection.rows(
        """
        SELECT item, claimant, outcome, result FROM item_claim
        WHERE run = ? AND loop = ? AND outcome IS NOT NULL ORDER BY item
        """, [.text(run), .text(loop)]
      ).map(ItemOutcome.init)
    }
  }

  func close() async { try? await database.perform { $0.close() } }
}

extension ItemOutcome {
  fileprivate init(_ row: StoreRow) {
    item = Int(row.integer("item") ?? 0)
    claimant = row.text("claimant") ?? ""
    outcome = row.text("outcome") ?? ""
    result = row.text("result").flatMap { JSONValue(canonical: $0) } ?? .null
  }
}

extension AuditStore {
  /// Where runners that share this store share loops; nothing where the store is a file.
  ///
  /// - Parameter patience: How many seconds to wait for a claimant's old connection to end.
  public func claims(patience: Double = 30) -> (any ItemClaims)? {
    switch location {
    case .sqlite: nil
    case .postgres(let address, _): PostgresClaims(address, patience: patience)
    }
  }
}
