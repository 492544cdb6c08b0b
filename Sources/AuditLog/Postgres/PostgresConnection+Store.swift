extension PostgresConnection: StoreConnection {
  var dialect: Dialect { .postgres }

  func run(_ sql: String, _ values: [StoreValue]) throws { hold(sql, values) }

  func rows(_ sql: String, _ values: [StoreValue]) throws -> [StoreRow] {
    hold(sql, values)
    return try flush()?.rows ?? []
  }

  func cursor(_ sql: String, _ values: [StoreValue]) throws -> StoreCursor {
    let name = nextCursorName()
    hold("DECLARE \(name) NO SCROLL CURSOR FOR \(sql)", values, kept: false)
    var group: ArraySlice<StoreRow> = []
    var isAtEnd = false
    return StoreCursor { [unowned self] in
      if group.isEmpty, !isAtEnd {
        hold("FETCH 256 FROM \(name)", kept: false)
        group = (try flush()?.rows ?? [])[...]
        isAtEnd = group.count < 256
      }
      return group.popFirst()
    }
  }

  func transaction(_ body: () throws -> Void) throws {
    try transaction(opening: Self.writing, body)
  }

  /// Everything `body` reads is of one moment.
  func snapshot<T>(_ body: () throws -> T) throws -> T {
    let opening = Statement(sql: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", values: [], isKept: false)
    return try transaction(opening: [opening], body)
  }

  func dataVersion() throws -> Int64? { nil }

  func format() throws -> StoreFormat {
    let found = try row(
      "SELECT to_regclass('store') IS NOT NULL AS store, to_regclass('audit_log') IS NOT NULL AS log")
    switch (found?.integer("store"), found?.integer("log")) {
    case (1, 1): return .version(Int(try integer("SELECT format FROM store") ?? 0))
    case (0, 0): return .none
    default: return .foreign
    }
  }

  // Read committed: what is read after the lock was got has what its last holder wrote.
  private static let writing = [
    Statement(sql: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", values: [], isKept: false),
    Statement(
      sql: """
        SELECT pg_advisory_xact_lock(hashtextextended('kmsh audit '
          || coalesce(CAST(CAST(to_regclass('audit_log') AS oid) AS TEXT), current_schema(), ''), 0))
        """, values: [], isKept: true),
  ]
}
