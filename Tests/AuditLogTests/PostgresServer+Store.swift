import PostgresTesting

@testable import AuditLog

extension PostgresServer {
  /// The address of an empty store.
  func makeStore() throws -> PostgresAddress { try PostgresAddress(makeSchema()) }
}
