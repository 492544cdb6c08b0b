import CLibPQ

/// What the server answered to one statement.
final class PostgresResult {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  var status: ExecStatusType { PQresultStatus(handle) }

  /// What was done, such as `COMMIT`.
  var tag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

  /// The five characters of an error's class (PostgreSQL manual, appendix A).
  var errorCode: String? { field(UInt8(ascii: "C")) }

  var message: String { field(UInt8(ascii: "M")) ?? String(cString: PQresultErrorMessage(handle)) }

  private func field(_ code: UInt8) -> String? {
    PQresultErrorField(handle, Int32(code)).map { String(cString: $0) }
  }

  var rows: [StoreRow] {
    let width = PQnfields(handle)
    let names = (0..<width).map { PQfname(handle, $0).map { String(cString: $0) } ?? "" }
    return (0..<PQntuples(handle)).map { row in
      StoreRow(names: names, values: (0..<width).map { value(row, $0) })
    }
  }

  private func value(_ row: Int32, _ column: Int32) -> StoreValue {
    guard PQgetisnull(handle, row, column) == 0, let bytes = PQgetvalue(handle, row, column) else { return .null }
    let text = String(cString: bytes)
    switch PQftype(handle, column) {
    case Self.int8, Self.int4, Self.int2, Self.numeric: return Int64(text).map { .integer($0) } ?? .text(text)
    case Self.bool: return .integer(text == "t" ? 1 : 0)
    default: return .text(text)
    }
  }

  // pg_type.dat
  private static let bool: Oid = 16
  private static let int8: Oid = 20
  private static let int2: Oid = 21
  private static let int4: Oid = 23
  private static let numeric: Oid = 1700
}
