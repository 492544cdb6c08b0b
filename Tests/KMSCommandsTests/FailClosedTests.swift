import GRDB
import KMIP
import KMSCommands
import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

@testable import AuditLog

@Suite struct FailClosedTests {
  @Test(arguments: [
    "create name=\"a\"", "destroy k1", "show k1", "get k1", "encrypt k1 data=\"x\"", "set k1 name=\"b\"",
  ])
  func theIntentIsOnRecordBeforeTheServerHearsAnything(statement: String) async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey, state: .preActive)
    let seen = Mutex<[[Entry.Kind]]>([])
    bench.server.watch { [store = bench.store] _ in
      let kinds = try? await store.records(matching: RecordFilter()).map(\.entry.kind)
      seen.withLock { $0.append(kinds ?? []) }
    }
    #expect(try await bench.run(statement).exitStatus == .ok)
    #expect(seen.withLock { $0.first } == [.intent])
    let kinds = try await bench.entries.map(\.kind)
    #expect(kinds.first == .intent && kinds.last == .result)
  }

  enum Obstacle: CaseIterable { case closed, full, locked, aborted }

  @Test(arguments: Obstacle.allCases) func nothingIsSentThatIsNotOnRecord(obstacle: Obstacle) async throws {
    let bench = try Bench(patience: 0.01)
    let end = try await bench.obstruct(obstacle)
    let outcome = try await bench.run("create description=\"\(String(repeating: "x", count: 100_000))\"\ncreate")
    #expect(outcome.exitStatus == .audit)
    #expect(outcome.failures.map(\.kind) == [.audit])
    #expect(bench.server.messages.isEmpty)
    try end()
  }

  @Test func aFailedAuditIsNotCaught() async throws {
    let bench = try Bench()
    try await bench.store.close()
    let outcome = try await bench.run(
      """
      try { create } else $e { print "caught" }
      """)
    #expect(outcome.exitStatus == .audit)
    #expect(bench.server.messages.isEmpty)
    #expect(!bench.console.lines.contains("caught"))
  }

  @Test func aResultThatCannotBeRecordedStopsTheRunWithItsLastWords() async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey)
    bench.server.watch { [store = bench.store] _ in try? await store.close() }
    let outcome = try await bench.run("revoke k1\nrevoke k1")
    #expect(outcome.exitStatus == .audit)
    #expect(bench.server.heard == ["Revoke k1"])
    let words = try #require(bench.console.lines.first)
    #expect(words.hasPrefix("warning: not on record, and so in doubt: revoke objects=[k1] · Revoke · ok · k1 · "))
    let reopened = try AuditStore(path: bench.storePath, access: .read)
    #expect(try await reopened.inDoubt(session: bench.journal.session).map(\.entry.line) == ["intent Revoke [k1]"])
  }

  @Test func theSecondWriteIsNotSentWithoutItsOwnIntent() async throws {
    let bench = try Bench()
    for _ in 1...3 { bench.server.add(.symmetricKey, state: .deactivated) }
    bench.server.watch { [store = bench.store] message in
      if message.items.first?.operation == .destroy { try? await store.close() }
    }
    let outcome = try await bench.run("destroy [k1, k2, k3]")
    #expect(outcome.exitStatus == .audit)
    #expect(bench.server.heard.filter { $0.hasPrefix("Destroy") } == ["Destroy k1"])
    #expect(outcome.diagnostics.first?.notes.contains { $0.contains("destroy k1 · Destroy · ok · k1") } == true)
  }
}

extension Bench {
  /// Puts something in the way of the audit log; the result takes it away.
  fileprivate func obstruct(_ obstacle: FailClosedTests.Obstacle) async throws -> () throws -> Void {
    switch obstacle {
    case .closed: try await store.close()
    case .full: try await store.writer?.onQueue { try $0.script("PRAGMA max_page_count = 1") }
    case .locked:
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      let other = try DatabaseQueue(path: storePath, configuration: configuration)
      try other.inDatabase { try $0.beginTransaction(.immediate) }
      return { try other.inDatabase { try $0.rollback() } }
    case .aborted:
      try await DatabaseQueue(path: storePath).write { db in
        try db.execute(
          sql: "CREATE TRIGGER stop BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no more'); END")
      }
    }
    return {}
  }
}
