import GRDB
import GRDBSQLite

extension Statement {
  /// Runs a statement that gives no rows, with its values bound as they are.
  ///
  /// `execute(arguments:)` makes an object of every value first, which takes longer than SQLite does with the row.
  func run(_ values: [StoreValue]) throws {
    defer { sqlite3_reset(sqliteStatement) }
    for (place, value) in zip(Int32(1)..., values) {
      let code = value.bind(to: sqliteStatement, at: place)
      guard code == SQLITE_OK else { throw error(code) }
    }
    let code = sqlite3_step(sqliteStatement)
    guard code == SQLITE_DONE else { throw error(code) }
  }

  /// The first column of the only row.
  func integer() throws -> Int64 {
    defer { sqlite3_reset(sqliteStatement) }
    let code = sqlite3_step(sqliteStatement)
    guard code == SQLITE_ROW else { throw error(code) }
    return sqlite3_column_int64(sqliteStatement, 0)
  }

  private func error(_ code: Int32) -> DatabaseError {
    let message = sqlite3_errmsg(sqlite3_db_handle(sqliteStatement)).map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
  }
}

extension StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    switch self {
    case .null: return sqlite3_bind_null(statement, place)
    case .integer(let number): return sqlite3_bind_int64(statement, place, number)
    case .real(let number): return sqlite3_bind_double(statement, place, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text64(statement, place, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob64(statement, place, $0.baseAddress, UInt64($0.count), copied)
      }
    }
  }
}

// SQLITE_TRANSIENT: SQLite makes a copy of its own before the call returns.
private var copied: sqlite3_destructor_type? { unsafeBitCast(-1, to: sqlite3_destructor_type?.self) }
