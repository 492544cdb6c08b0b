import GRDB
import Synchronization

/// A connection that only reads, opened when it is first needed; a long read delays no append.
final class StoreReader: Sendable {
  let path: String
  private let patience: Double
  private let database = Mutex<DatabaseQueue?>(nil)

  init(path: String, patience: Double) {
    self.path = path
    self.patience = patience
  }

  /// Everything `body` reads is of one moment.
  func read<T: Sendable>(_ body: @Sendable (Database) throws -> T) async throws -> T {
    let database = try AuditError.translating(path) { try opened() }
    do {
      return try await database.read(body)
    } catch let error as DatabaseError {
      throw AuditError(error, path: path)
    } catch is RowDecodingError {
      throw AuditError.corrupt(path: path, cause: "a column holds what no record does")
    }
  }

  func close() throws {
    try AuditError.translating(path) { try database.withLock { try $0?.close() } }
  }

  private func opened() throws -> DatabaseQueue {
    try database.withLock { database in
      if let database { return database }
      guard StoreFiles.exists(path) else { throw AuditError.cannotOpen(path: path, cause: "there is no such file") }
      let opened = try open()
      database = opened
      return opened
    }
  }

  private func open() throws -> DatabaseQueue {
    var configuration = Configuration.store(patience: patience)
    configuration.readonly = true
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.read { db in
      guard try Schema.isReady(db, path: path) else {
        throw AuditError.cannotOpen(path: path, cause: "it is not an audit log")
      }
    }
    return database
  }
}
