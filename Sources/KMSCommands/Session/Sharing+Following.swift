import AuditLog
import KMSInterpreter
import KMSSyntax
import Synchronization

extension Sharing {
  /// Whether somebody else does it, and this process only reads what came of it.
  func follows(_ key: String) -> Bool { part == .joins && place(of: key) == nil }

  /// Waits for what the leader has yet to put on record.
  func awaited<Found>(_ look: () throws -> Found?) async throws -> Found {
    while true {
      if let found = try look() { return found }
      let isLed: Bool
      do {
        isLed = try await lead.isTaken()
        try await refresh()
      } catch {
        throw Failure(sharing: error)
      }
      if let found = try look() { return found }
      if past.isOver { throw part(with: .ended(exitStatus: past.exitStatus ?? 0)) }
      guard isLed else { throw part(with: .leaderIsGone) }
      try await Task.sleep(for: .milliseconds(300))
    }
  }

  private func refresh() async throws {
    var filter = RecordFilter(session: session)
    filter.isOutline = true
    filter.after = state.withLock { $0.seq }
    let records = try await store.records(matching: filter)
    past.take(records)
    if let last = records.last { state.withLock { $0.seq = max($0.seq, last.seq) } }
  }

  /// Ends the following; nothing of the script runs here any more.
  func part(with parting: Parting) -> Failure {
    state.withLock { $0.parting = $0.parting ?? parting }
    return Failure(.cancelled, Diagnostic(.cancelled, "there is nothing more to follow in the run that was joined"))
  }

  /// Another process may have taken the lead while the store could not be reached.
  func keepLead() async throws {
    guard part == .leads else { return }
    guard try await lead.take() else {
      throw Failure(
        .audit,
        Diagnostic(
          .auditUnwritable, "another process took the lead of the run", notes: ["so this one stops"],
          hint: "kmsh join takes part in it"))
    }
  }
}
