import AuditLog
import KMIP
import KMIPClient
import KMSCommands
import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

@Suite struct DoubtTests {
  @Test func aWriteWhoseAnswerIsLostIsInDoubtAndNotRepeated() async throws {
    let bench = try Bench(FakeKMS { _ throws(TransportError) in throw cut })
    let outcome = try await bench.run("try { create name=\"a\" } else $e { print \"caught\" }\nprint \"on\"")
    #expect(outcome.exitStatus == .inDoubt)
    #expect(outcome.inDoubt == 1)
    let failure = try #require(outcome.failures.first)
    #expect(failure.kind == .inDoubt)
    #expect(failure.value.applied == .unknown)
    #expect(failure.value.isSent)
    // It is looked for, and as nobody answers it is not sent again.
    #expect(bench.server.heard.count { $0 == "Create" } == 1)
    #expect(bench.server.heard.allSatisfy { $0 == "Create" || $0.hasPrefix("Get Attributes ") })
    #expect(bench.console.lines == [])
    let result = try #require(try await bench.entries.last { $0.kind == .result })
    #expect(result.status == .inDoubt)
    #expect(result.attempts == 1)
    let doubts = try await bench.store.inDoubt(session: bench.journal.session)
    #expect(doubts.map(\.entry.statement) == ["create name=\"a\""])
  }

  @Test(
    arguments: [
      ("show k1", cut, [.getAttributes]), ("sign k1 data=\"x\"", cut, [.sign]), ("create", unsent, [.create]),
      ("revoke k1", unsent, [.revoke]),
    ] as [(String, TransportError, [OperationCode])])
  func readsAndUnsentWritesAreRepeated(
    statement: String, error: TransportError, operations: [OperationCode]
  ) async throws {
    let tries = Mutex(0)
    let server = FakeKMS { _ throws(TransportError) in
      let count = tries.withLock { tries in
        tries += 1
        return tries
      }
      if count < 3 { throw error }
      return nil
    }
    server.add(.symmetricKey)
    let bench = try Bench(server)
    #expect(try await bench.run(statement).exitStatus == .ok)
    #expect(server.messages.map(\.items[0].operation) == operations + operations + operations)
    #expect(try await bench.entries.last?.attempts == 3)
    #expect(try await bench.store.inDoubt(session: bench.journal.session).isEmpty)
  }

  @Test(arguments: [
    ("create", false, "in-doubt", 5), ("create", true, "cancelled", 130),
    ("show k1", false, "cancelled", 130),
  ])
  func anInterruptedRequestIsOnRecord(
    statement: String, isUnsent: Bool, status: String, exit: Int32
  ) async throws {
    let bench = try Bench(
      FakeKMS { _ throws(TransportError) in throw TransportError(.cancelled, isUnsent: isUnsent, "cancelled") })
    #expect(try await bench.run(statement).exitStatus.rawValue == exit)
    #expect(bench.server.heard.count { !$0.hasPrefix("Get Attributes ") || statement == "show k1" } == 1)
    #expect(try await bench.entries.map { $0.status?.rawValue } == [nil, status])
  }

  @Test func whatCannotBeReachedIsNotInDoubt() async throws {
    let bench = try Bench(FakeKMS { _ throws(TransportError) in throw unsent })
    let outcome = try await bench.run("create")
    #expect(outcome.exitStatus == .unreachable)
    let result = try #require(try await bench.entries.last)
    #expect(result.line == "result Create failed")
    #expect(result.attempts == 3)
    #expect(result.reason == "connect")
  }

  @Test func theLogNamesTheObjectOfAListThatIsInDoubt() async throws {
    for lost in ["k1", "k2", "k3"] {
      let server = FakeKMS { item throws(TransportError) in
        if item.operation == .destroy, item.payload.identifier == lost { throw cut }
        return nil
      }
      for _ in 1...3 { server.add(.symmetricKey, state: .deactivated) }
      let bench = try Bench(server)
      let outcome = try await bench.run("destroy [k1, k2, k3]")
      #expect(outcome.exitStatus == .inDoubt)
      #expect(outcome.failures.first?.value.id == lost)
      let doubts = try await bench.store.inDoubt(session: bench.journal.session).map(\.entry.line)
      #expect(doubts == ["intent Destroy [k1, k2, k3]", "intent Destroy [\(lost)]"])
    }
  }

  @Test func eachWriteOfAStatementIsOnRecord() async throws {
    let server = FakeKMS()
    let bench = try Bench(server)
    let outcome = try await bench.run(
      """
      let $pair = create-pair algorithm=ec
      retire $pair.private
      let $key = create
      set $key name="n" description="d"
      """)
    #expect(outcome.exitStatus == .ok)
    #expect(
      try await bench.entries.map(\.line) == [
        "intent Create Key Pair", "result Create Key Pair [k1, k2] ok",
        "intent Revoke [k1]",
        "intent Revoke [k1]", "result Revoke [k1] ok", "intent Destroy [k1]", "result Destroy [k1] ok",
        "intent Revoke [k2]", "result Revoke [k2] ok", "intent Destroy [k2]", "result Destroy [k2] ok",
        "result Revoke [k1, k2] ok",
        "intent Create", "result Create [k3] ok",
        "intent Set Attribute [k3]", "intent Set Attribute [k3]", "result Set Attribute [k3] ok",
        "result Set Attribute [k3] ok",
      ])
    #expect(try await bench.store.inDoubt(session: bench.journal.session).isEmpty)
  }

  @Test func correlationsTieResultsToIntentsAndReachTheServer() async throws {
    let bench = try Bench()
    _ = try await bench.run("let $a = create activate=false\nlet $b = create activate=false\ndestroy [$a, $b]")
    let entries = try await bench.entries
    let intents = entries.filter { $0.kind == .intent }.compactMap(\.operationID)
    let results = entries.filter { $0.kind == .result }.compactMap(\.operationID)
    #expect(Set(intents).count == 5)
    #expect(Set(intents) == Set(results))
    let sent = bench.server.messages.filter { $0.items[0].operation != .getAttributes }
      .compactMap(\.header.clientCorrelationValue)
    #expect(sent.count == 4)
    #expect(Set(sent).isSubset(of: intents))
  }

  @Test func whatARefusedListDidIsSaid() async throws {
    let server = FakeKMS { item in
      item.operation == .destroy && item.payload.identifier == "k2"
        ? refusal(.permissionDenied, "not yours", of: .destroy) : nil
    }
    for _ in 1...2 { server.add(.symmetricKey, state: .deactivated) }
    let bench = try Bench(server)
    let outcome = try await bench.run("destroy [k1, k2]")
    let failure = try #require(outcome.failures.first)
    #expect(failure.value.id == "k2")
    #expect(failure.diagnostic.notes == ["one change before it was made and stands: audit lists it"])
    #expect(try await bench.entries.last?.after == ["k1": "destroyed"])
    #expect(try await bench.entries.last?.before == ["k1": "deactivated", "k2": "deactivated"])
  }
}
