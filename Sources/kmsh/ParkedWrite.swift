import AuditLog
import KMSInterpreter
import KMSShell

/// A write, or a statement that writes, whose last word on record is that nobody knows.
struct ParkedWrite {
  let intent: AuditLog.Record
  /// What was found out of it, if a part of the run came so far.
  let result: AuditLog.Record?

  static let columns = ["session", "key", "statement", "ids", "operation", "at", "why", "look-at"]

  static func all(in session: SessionID, _ store: AuditStore) async throws -> [ParkedWrite] {
    let intents = try await store.inDoubt(session: session).filter(\.mayHaveChanged)
    guard !intents.isEmpty else { return [] }
    var results: [String: AuditLog.Record] = [:]
    for record in try await store.records(session: session) where record.entry.kind == .result {
      if let id = record.entry.operationID { results[id] = record }
    }
    let all = intents.map { ParkedWrite(intent: $0, result: $0.entry.operationID.flatMap { results[$0] }) }
    // A statement whose writes have records of their own is told by those.
    let told = Set(all.filter(\.isOwn).compactMap(\.key))
    return all.filter { $0.isOwn || !($0.key.map(told.contains) ?? false) }
  }

  private var entry: Entry { intent.entry }
  private var key: String? { entry.details["key"]?.text }
  private var isOwn: Bool { entry.details["write"] != nil }
  private var ids: [String] {
    entry.entityIDs + (result?.entry.entityIDs ?? []).filter { !entry.entityIDs.contains($0) }
  }

  private var why: String { result?.entry.message ?? "the run was broken off before it had an answer" }

  /// The command to type.
  private var lookAt: String {
    if let id = ids.first { return "show " + ValueSpelling.text(.id(id)) }
    return "find | where initial-date >= \(ValueSpelling.text(.time(intent.at.microseconds)))"
  }

  var row: KMSInterpreter.Record {
    KMSInterpreter.Record([
      ("session", .id(entry.session.description)), ("key", key.map(Value.text) ?? .none),
      ("statement", .text(entry.statement ?? "")), ("ids", .list(ids.map(Value.id))),
      ("operation", entry.operation.map(Value.text) ?? .none),
      ("at", .time((result?.at ?? intent.at).microseconds)), ("why", .text(why)), ("look-at", .text(lookAt)),
    ])
  }

  /// How to go on, a line for each session.
  static func hints(_ writes: [ParkedWrite]) -> [String] {
    var seen: Set<String> = []
    return writes.map(\.entry.session.description).filter { seen.insert($0).inserted }.map {
      "look at the objects; then go on with: kmsh resume \($0)"
    }
  }
}

extension AuditLog.Record {
  /// A read that has no result left nothing behind.
  fileprivate var mayHaveChanged: Bool {
    entry.details["write"] != nil || entry.effect == Command.Effect.write.rawValue
      || entry.effect == Command.Effect.destructive.rawValue
  }
}
