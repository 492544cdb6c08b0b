import AuditLog
import Glibc
import KMSCommands

extension Workbench {
  /// - Throws: `ConfigurationError` where the audit log is a file.
  static func sharing(
    _ session: SessionID, as part: Sharing.Part, _ earlier: EarlierRun?, _ lead: RunLead?, _ store: AuditStore
  ) throws -> Sharing {
    let name = "\(getpid())@\(ProcessEnvironment.hostName):\(SessionID())"
    let sharing = lead.flatMap {
      Sharing(
        session, as: part, past: earlier?.past ?? Past([]), upTo: earlier?.seq ?? 0, lead: $0, store: store, name: name)
    }
    guard let sharing else {
      throw ConfigurationError(
        "a run is shared through an audit log in PostgreSQL, and this one is the file \(store.path)",
        hint: "set audit.store, or KMSH_AUDIT_STORE, to postgres://…")
    }
    return sharing
  }

  func leave() async {
    await sharing?.close()
    await lead?.close()
  }
}

extension RunLead {
  /// Keeps other processes, on whichever host, from leading the same run.
  ///
  /// - Throws: `ConfigurationError` where another process has it.
  func takeUp(_ session: SessionID) async throws {
    // The server takes a moment to see that the process that had it is gone.
    for _ in 0..<10 {
      if try await take() { return }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw ConfigurationError(
      "session \(session.short) runs in another process, perhaps on another host",
      hint: "wait for it to end, or stop it; kmsh join takes part in a run that is shared")
  }
}
