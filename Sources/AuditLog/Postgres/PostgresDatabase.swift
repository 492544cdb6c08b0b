import Dispatch
import Synchronization

/// A store in a PostgreSQL database. Its queue's thread waits for the server, one piece of work after the other.
final class PostgresDatabase: StoreDatabase {
  private let queue = DispatchQueue(label: "kmsh.audit.postgres")
  // Safe: whatever touches it runs on `queue`, which is serial.
  nonisolated(unsafe) private let connection: PostgresConnection

  init(_ address: PostgresAddress, patience: Double, isWritable: Bool) {
    connection = PostgresConnection(address, patience: patience, isWritable: isWritable)
  }

  func schedule(_ work: @escaping @Sendable (any StoreConnection) -> Void) {
    queue.async { work(self.connection) }
  }

  func now<T>(_ work: (any StoreConnection) throws -> T) throws -> T {
    try queue.sync { try work(connection) }
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (any StoreConnection) throws -> T) async throws -> T {
    try await perform { connection in try connection.snapshot { try body(connection) } }
  }

  /// A cancelled task's work ends at the next answer that is waited for.
  func perform<T: Sendable>(_ work: @escaping @Sendable (PostgresConnection) throws -> T) async throws -> T {
    let interruption = Interruption()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Result { try self.run(work, interruption) }) }
      }
    } onCancel: {
      interruption.set()
    }
  }

  private func run<T: Sendable>(_ work: (PostgresConnection) throws -> T, _ interruption: Interruption) throws -> T {
    connection.isInterrupted = { interruption.isSet }
    defer { connection.isInterrupted = { false } }
    return try work(connection)
  }

  func close() throws { queue.sync { connection.close() } }
}

private final class Interruption: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}
