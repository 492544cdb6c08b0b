import AuditLog
import KMSInterpreter
import Synchronization

extension Past {
  /// What another process put on record of the run in the meantime.
  func take(_ records: [AuditLog.Record]) {
    state.withLock { state in
      for record in records { state.take(record, keepsFailed: retriesFailed) }
    }
  }

  /// Reads an item anew, whose runner left it behind: `records` are all there are of it.
  func take(_ records: [AuditLog.Record], ofItemAt key: String) {
    state.withLock { state in
      state.drop { $0 == key || $0.isPart(of: key) }
      state.attempts = state.attempts.filter { $0.key != key && !$0.key.isPart(of: key) }
      state.departures = state.departures.filter { !$0.key.isPart(of: key) }
      state.stale = state.stale.filter { !$0.isPart(of: key) }
      for record in records { state.take(record, keepsFailed: retriesFailed) }
    }
  }

  /// What became of an item, as it stands on record.
  func outcome(ofItemAt key: String) -> ItemRecord? {
    state.withLock { $0.items[key] }.flatMap(ItemRecord.init(outcome:))
  }

  /// The answer that stands on record; nothing while there is none.
  func answer(at key: String) -> Bool? {
    // The answer stands behind the question.
    EventKey(key).flatMap { place in state.withLock { $0.notes[place.next] } }.map { $0.status == .ok }
  }

  var isOver: Bool { state.withLock { $0.isClosed } }
}

extension ItemRecord {
  /// As another process tells of it: what an item gave stays with the one who ran it if it holds a secret.
  init?(outcome json: JSONValue) {
    guard case .object(var members) = json else { return nil }
    if members["value"] == nil { members["value"] = .null }
    self.init(recorded: .object(members))
  }
}
