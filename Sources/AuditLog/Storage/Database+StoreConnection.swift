import FoundationEssentials
import GRDB

extension Database: StoreConnection {
  var dialect: Dialect { .sqlite }

  func run(_ sql: String, _ values: [StoreValue]) throws {
    let statement = try cachedStatement(sql: sql)
    try statement.run(values)
  }

  func rows(_ sql: String, _ values: [StoreValue]) throws -> [StoreRow] {
    let cursor = try cursor(sql, values)
    var rows: [StoreRow] = []
    while let row = try cursor.next() { rows.append(row) }
    return rows
  }

  // Not the cached statement: of two cursors on one query each needs its own.
  func cursor(_ sql: String, _ values: [StoreValue]) throws -> StoreCursor {
    let statement = try makeStatement(sql: sql)
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values.map(\.databaseValue)))
    let names = statement.columnNames
    return StoreCursor {
      try rows.next().map { StoreRow(names: names, values: $0.databaseValues.map(StoreValue.init)) }
    }
  }

  func script(_ sql: String) throws { try execute(sql: sql) }

  func transaction(_ body: () throws -> Void) throws {
    try inTransaction(.immediate) {
      try body()
      return .commit
    }
  }

  func dataVersion() throws -> Int64? { try cachedStatement(sql: "PRAGMA data_version").integer() }

  func format() throws -> StoreFormat {
    if let version = try Int.fetchOne(self, sql: "PRAGMA user_version"), version != 0 { return .version(version) }
    return try Int.fetchOne(self, sql: "SELECT count(*) FROM sqlite_master") == 0 ? .none : .foreign
  }
}

extension StoreValue {
  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let bytes): self = .blob(Array(bytes))
    }
  }

  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }
}
