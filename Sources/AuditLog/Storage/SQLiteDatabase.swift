import GRDB

/// A store in an SQLite file.
final class SQLiteDatabase: StoreDatabase {
  private let queue: DatabaseQueue

  /// - Parameter patience: How many seconds to wait for another process's transaction.
  init(path: String, patience: Double, isWritable: Bool) throws {
    var configuration = Configuration.store(patience: patience)
    configuration.readonly = !isWritable
    queue = try DatabaseQueue(path: path, configuration: configuration)
    if isWritable { try queue.writeWithoutTransaction { try $0.beginLogging() } }
  }

  func schedule(_ work: @escaping @Sendable (any StoreConnection) -> Void) {
    queue.asyncWriteWithoutTransaction { work($0) }
  }

  func now<T>(_ work: (any StoreConnection) throws -> T) throws -> T {
    try queue.writeWithoutTransaction { try work($0) }
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (any StoreConnection) throws -> T) async throws -> T {
    try await queue.read { try body($0) }
  }

  func close() throws { try queue.close() }
}
