import PostgresTesting

/// What a store is kept in; a test that takes one runs on each.
enum StoreKind: Sendable, CaseIterable {
  case sqlite, postgres

  static var available: [StoreKind] { PostgresServer.shared == nil ? [.sqlite] : allCases }
}
