import GRDB

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
  /// Only the newest so many.
  public var newest: Int?

  public init(session: SessionID? = nil) { self.session = session }

  /// Newest first if only the newest are wanted.
  var query: (sql: String, arguments: StatementArguments) {
    let conditions = self.conditions
    var sql = "SELECT seq, record, hash FROM audit_log"
    if !conditions.isEmpty { sql += " WHERE " + conditions.map(\.sql).joined(separator: " AND ") }
    sql += newest.map { " ORDER BY seq DESC LIMIT \(max(0, $0))" } ?? " ORDER BY seq"
    return (sql, StatementArguments(conditions.flatMap(\.values)))
  }

  private var conditions: [(sql: String, values: [String])] {
    var conditions: [(sql: String, values: [String])] = []
    if let session { conditions.append(("session = ?", [session.description])) }
    if !kinds.isEmpty { conditions.append(Self.among("kind", kinds.map(\.rawValue))) }
    if !statuses.isEmpty { conditions.append(Self.among("status", statuses.map(\.rawValue))) }
    if let operation { conditions.append(("operation = ?", [operation])) }
    if let entity { conditions.append(("? IN (SELECT value FROM json_each(entity_ids))", [entity])) }
    if let since { conditions.append(("at >= ?", [since.description])) }
    if let until { conditions.append(("at < ?", [until.description])) }
    return conditions
  }

  private static func among(_ column: String, _ words: [String]) -> (sql: String, values: [String]) {
    ("\(column) IN (\(words.map { _ in "?" }.joined(separator: ", ")))", words)
  }
}
