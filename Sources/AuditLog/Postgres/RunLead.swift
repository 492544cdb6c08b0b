import Synchronization

/// The lead of a run that several processes, on several hosts, may work on: one of them has it.
///
/// It is had through a connection, which the server gives up with the process.
public final class RunLead: Sendable {
  private let run: String
  private let database: PostgresDatabase
  /// The connection on which the lock was taken.
  private let taken = Mutex<Int?>(nil)

  init(of run: SessionID, at address: PostgresAddress) {
    self.run = run.description
    database = PostgresDatabase(address, patience: 10, isWritable: true)
  }

  /// Takes the lead, also anew where the connection was lost.
  ///
  /// - Returns: Whether this process has it; not while another does.
  public func take() async throws -> Bool {
    try await database.perform { [run] connection in
      try connection.connect()
      if self.taken.withLock({ $0 }) == connection.generation { return true }
      let got = try connection.integer("SELECT CAST(pg_try_advisory_lock(\(Self.lock)) AS INT)", [.text(run)])
      guard got == 1 else { return false }
      self.taken.withLock { $0 = connection.generation }
      return true
    }
  }

  /// Whether any process has it.
  public func isTaken() async throws -> Bool {
    try await database.perform { [run] connection in try connection.integer(Self.count, [.text(run)]) != 0 }
  }

  public func close() async { try? await database.perform { $0.close() } }

  private static let lock = "hashtextextended('kmsh run ' || ?, 0)"

  // pg_locks shows a lock's 64 bits in two halves.
  private static let count = """
    SELECT count(*) FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (CAST(l.classid AS BIGINT) << 32 | CAST(l.objid AS BIGINT)) = \(lock)
    """
}

extension AuditStore {
  /// The lead of a session's run; nothing where the store is a file, which does not leave its host.
  public func lead(of session: SessionID) -> RunLead? {
    switch location {
    case .sqlite: nil
    case .postgres(let address, _): RunLead(of: session, at: address)
    }
  }
}
