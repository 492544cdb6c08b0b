public import AuditLog
public import KMSInterpreter

extension Command {
  static func audit(_ journal: Journal) -> Command {
    Command(
      "audit", "list what this session has on record",
      discussion: "`kmsh audit` lists other sessions, shows, verifies and exports them.",
      effect: .local,
      parameters: [CommandParameter("last", .int, help: "only the newest so many records")],
      returns: .table,
      examples: [
        Example("audit", "the session's records"),
        Example("audit last=5 | where status != ok", "what went wrong of late"),
      ]
    ) { invocation in
      var filter = RecordFilter(session: journal.session)
      filter.newest = invocation.arguments.int("last").map { Int(clamping: $0) }
      return .table(AuditTable.table(try await journal.store.records(matching: filter)))
    }
  }

  static func session(_ journal: Journal) -> Command {
    Command(
      "session", "tell this session's identifier",
      effect: .local, returns: .record,
      examples: [
        Example("session", "its id and where its record is kept"),
        Example("print (session).id", "the id alone"),
      ]
    ) { _ in
      .record(
        Record([("id", .text(journal.session.description)), ("audit-log", .path(journal.store.path))]))
    }
  }
}

/// Records as rows that a person can read; times in whole seconds, which an export has in full.
public enum AuditTable {
  public static let columns = ["seq", "at", "kind", "status", "statement", "ids", "reason", "took"]

  public static func table(_ records: [AuditLog.Record]) -> Table {
    Table(columns: columns, rows: records.map(row))
  }

  private static func row(_ record: AuditLog.Record) -> KMSInterpreter.Record {
    let entry = record.entry
    return KMSInterpreter.Record([
      ("seq", .int(record.seq)),
      ("at", .time(record.at.microseconds / 1_000_000 * 1_000_000)),
      ("kind", .enumeration(entry.kind.rawValue)),
      ("status", entry.status.map { .enumeration($0.rawValue) } ?? .none),
      ("statement", entry.statement.map(Value.text) ?? .none), ("ids", .list(entry.entityIDs.map(Value.id))),
      ("reason", entry.reason.map(Value.text) ?? .none),
      ("took", entry.tookMicroseconds.map { .duration($0 / 1000) } ?? .none),
    ])
  }
}
