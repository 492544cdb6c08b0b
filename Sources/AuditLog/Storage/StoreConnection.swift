/// One connection to the database that holds a store. In SQL, `?` stands for the values in their order.
protocol StoreConnection: AnyObject {
  var dialect: Dialect { get }

  /// Runs a statement that gives no rows.
  ///
  /// It may wait until the next one whose answer is needed; its error comes then.
  func run(_ sql: String, _ values: [StoreValue]) throws

  func rows(_ sql: String, _ values: [StoreValue]) throws -> [StoreRow]

  func cursor(_ sql: String, _ values: [StoreValue]) throws -> StoreCursor

  /// Runs several statements that take no values.
  func script(_ sql: String) throws

  /// Runs `body` in a transaction that no other writer's overlaps; it is durable when this returns.
  func transaction(_ body: () throws -> Void) throws

  /// A number that differs once another connection has committed; nothing where only the log itself can tell.
  func dataVersion() throws -> Int64?

  /// Which format of store the database holds.
  func format() throws -> StoreFormat
}

enum StoreFormat: Equatable {
  case none
  case foreign
  case version(Int)
}

extension StoreConnection {
  /// The first row.
  func row(_ sql: String, _ values: [StoreValue] = []) throws -> StoreRow? { try rows(sql, values).first }

  /// The first column of the first row.
  func integer(_ sql: String, _ values: [StoreValue] = []) throws -> Int64? {
    try rows(sql, values).first?.values.first?.integer
  }

  func run(_ sql: String) throws { try run(sql, []) }
  func rows(_ sql: String) throws -> [StoreRow] { try rows(sql, []) }
  func cursor(_ sql: String) throws -> StoreCursor { try cursor(sql, []) }
}
