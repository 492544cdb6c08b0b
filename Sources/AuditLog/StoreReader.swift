import GRDB
import Synchronization

/// A connection that only reads, opened when it is first needed; a long read delays no append.
final class StoreReader: Sendable {
  private let location: AuditStoreLocation
  private let patience: Double
  private let database = Mutex<(any StoreDatabase)?>(nil)

  init(_ location: AuditStoreLocation, patience: Double) {
    self.location = location
    self.patience = patience
  }

  /// Everything `body` reads is of one moment.
  func read<T: Sendable>(_ body: @escaping @Sendable (any StoreConnection) throws -> T) async throws -> T {
    let name = location.description
    let database = try AuditError.translating(name) { try opened() }
    do {
      return try await database.read { db in
        guard try Schema.isReady(db, path: name) else {
          throw AuditError.cannotOpen(path: name, cause: "it is not an audit log")
        }
        return try body(db)
      }
    } catch let error as DatabaseError {
      throw AuditError(error, path: name)
    }
  }

  func close() throws {
    try AuditError.translating(location.description) { try database.withLock { try $0?.close() } }
  }

  private func opened() throws -> any StoreDatabase {
    try database.withLock { database in
      if let database { return database }
      let opened = try location.database(patience: patience, isWritable: false)
      database = opened
      return opened
    }
  }
}
