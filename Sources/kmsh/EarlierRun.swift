import AuditLog
import Foundation
import KMSCommands
import KMSSyntax
import Rehearsal

/// A run that was broken off, as the audit log has it.
struct EarlierRun: Sendable {
  let session: SessionID
  let past: Past
  /// The last record that was read.
  let seq: Int64
  /// On this host, and among all hosts where they share a store.
  let lock: SessionLock?
  let lead: RunLead?

  /// - Parameter retriesFailed: As the process that leads the run does if nothing is said.
  /// - Parameter isTakenUp: Whether this process goes on with it.
  init(matching prefix: String, retriesFailed: Bool?, isTakenUp: Bool = false, in workplace: Workplace) throws {
    let store = try AuditStore(at: workplace.auditLocation(), access: .read)
    let session = try AsyncBridge.wait { try await store.session(matching: prefix) }
    // Before it is read: whoever runs it may still be adding to it.
    lock = isTakenUp ? try SessionLock(session, in: workplace.folders) : nil
    let lead = isTakenUp ? store.lead(of: session) : nil
    try AsyncBridge.wait { try await lead?.takeUp(session) }
    self.lead = lead
    let records = try AsyncBridge.wait { try await store.records(session: session) }
    let isRetried = retriesFailed ?? records.last { $0.isLeaders }?.isRetry ?? false
    past = Past(records, retriesFailed: isRetried)
    seq = records.last?.seq ?? 0
    self.session = session
  }

  /// A run that was held to a plan still is.
  func staging() throws -> Staging {
    guard past.opening["rehearsal"] != .bool(true) else {
      throw refusal("session \(session.short) was a rehearsal: nothing of it was done", hint: "plan again")
    }
    guard let path = text("plan_file") else { return .direct }
    let plan = try PlanFile(path).read()
    guard plan.hash == text("plan") else {
      throw refusal("\(path) is not the plan that session \(session.short) carried out", hint: "put it back as it was")
    }
    return .plan(plan)
  }

  /// The script as it was begun.
  func script() throws -> Source {
    guard let name = text("script"), !name.hasPrefix("<"), let digest = text("script_sha256") else {
      throw refusal("session \(session.short) ran no script file", hint: "only the run of a file is taken up again")
    }
    let source = try Source(reading: name)
    guard source.digest == digest else {
      throw refusal("\(name) is not the script that session \(session.short) ran", hint: "put it back as it was")
    }
    return source
  }

  var arguments: [String] { past.opening["arguments"]?.items?.compactMap(\.text) ?? [] }

  /// Microseconds.
  var now: Int64 { past.opening["now"]?.integer ?? 0 }

  /// Paths of the script mean what they meant.
  func enterFolder() throws {
    guard let folder = text("folder"), !FileManager.default.changeCurrentDirectoryPath(folder) else { return }
    throw refusal("\(folder), where the run was begun, cannot be entered", hint: nil)
  }

  /// - Throws: `Diagnostic` where the server, the identity or a used file is another one.
  func hold(against details: [String: JSONValue]) throws {
    let rows = [
      ("server", "the server"), ("identity", "the identity at the server"), ("script_sha256", "the script"),
      ("includes", "a used file"),
    ]
    for (key, what) in rows where past.opening[key] != details[key] {
      let (was, now) = (past.opening[key]?.text, details[key]?.text)
      let difference = was.flatMap { was in now.map { ": it was \(was), now it is \($0)" } } ?? ""
      throw refusal(
        "\(what) is not the one that session \(session.short) began with\(difference)",
        hint: key == "server" || key == "identity" ? "name the profile or the server as then" : "put it back as it was")
    }
  }

  private func refusal(_ message: String, hint: String?) -> Diagnostic { Diagnostic(.otherRun, message, hint: hint) }

  private func text(_ key: String) -> String? { past.opening[key]?.text }
}

extension AuditLog.Record {
  fileprivate var isLeaders: Bool { entry.kind == .resume && entry.details["joined"] == nil }
  fileprivate var isRetry: Bool { entry.details["retry_failed"] == .bool(true) }
}

extension ConnectionOptions {
  /// The connection of an earlier run, where it is not given anew.
  func completed(by earlier: EarlierRun) -> ConnectionOptions {
    guard server == nil, profile == nil else { return self }
    var result = self
    let (name, server) = (earlier.past.opening["profile"]?.text, earlier.past.opening["server"]?.text)
    if name == server { result.server = server } else { result.profile = name }
    return result
  }
}
