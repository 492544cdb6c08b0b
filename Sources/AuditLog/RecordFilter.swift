/// Which records to read; what is not set passes everything.
public struct RecordFilter: Sendable {
  public var session: SessionID?
  public var kinds: [Entry.Kind] = []
  public var statuses: [Entry.Status] = []
  /// The KMIP operation's name.
  public var operation: String?
  /// An ID among the entity IDs.
  public var entity: String?
  public var since: Timestamp?
  public var until: Timestamp?
  /// Only what stands behind this record.
  public var after: Int64?
  /// Leaves out what was done in items of loops, and keeps what became of them.
  public var isOutline = false
  /// What was done in an item of a loop, by its key, and what became of it.
  public var item: String?
  /// Only the newest so many.
  public var newest: Int?

  public init(session: SessionID? = nil) { self.session = session }

  /// Newest first if only the newest are wanted.
  func query(_ dialect: Dialect) -> (sql: String, values: [StoreValue]) {
    let conditions = self.conditions(dialect)
    var sql = "SELECT seq, record, hash FROM audit_log"
    if !conditions.isEmpty { sql += " WHERE " + conditions.map(\.sql).joined(separator: " AND ") }
    sql += newest.map { " ORDER BY seq DESC LIMIT \(max(0, $0))" } ?? " ORDER BY seq"
    return (sql, conditions.flatMap(\.values).map { .text($0) })
  }

  private func conditions(_ dialect: Dialect) -> [(sql: String, values: [String])] {
    var conditions: [(sql: String, values: [String])] = []
    if let session { conditions.append(("session = ?", [session.description])) }
    if !kinds.isEmpty { conditions.append(Self.among("kind", kinds.map(\.rawValue))) }
    if !statuses.isEmpty { conditions.append(Self.among("status", statuses.map(\.rawValue))) }
    if let operation { conditions.append(("operation = ?", [operation])) }
    if let entity { conditions.append((dialect.isElement(of: "entity_ids"), [entity])) }
    if let since { conditions.append(("at >= ?", [since.description])) }
    if let until { conditions.append(("at < ?", [until.description])) }
    if let after { conditions.append(("seq > ?", [String(after)])) }
    if isOutline { conditions.append((Self.outline, [])) }
    if let item { conditions.append((Self.isOfItem, ["\"", "/", "~"].map { "%\"key\":\"\(item)\($0)%" })) }
    return conditions
  }

  // Quotes inside a text are escaped, so that these are found where they are meant.
  private static let outline = """
    (source IS NULL OR source NOT LIKE '%"item":%' OR details LIKE '%"item":{%') \
    AND (details IS NULL OR details NOT LIKE '%"write":%')
    """
  private static let isOfItem = "(details LIKE ? OR details LIKE ? OR details LIKE ?)"

  private static func among(_ column: String, _ words: [String]) -> (sql: String, values: [String]) {
    ("\(column) IN (\(words.map { _ in "?" }.joined(separator: ", ")))", words)
  }
}
