import GRDB

extension Configuration {
  /// - Parameter patience: How many seconds to wait for another process's transaction.
  static func store(patience: Double) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "kmsh.audit"
    return configuration
  }
}

extension Database {
  /// A write-ahead log that is flushed at every commit.
  func beginLogging() throws {
    try execute(sql: "PRAGMA synchronous = FULL")
    if try String.fetchOne(self, sql: "PRAGMA journal_mode") == "wal" { return }
    guard try String.fetchOne(self, sql: "PRAGMA journal_mode = WAL") == "wal" else {
      throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "this file system has no write-ahead logging")
    }
  }
}
