import AuditLog
import Foundation
import KMIP
import KMSCommands
import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct RecordTests {
  private static let script = """
    let $n = 1 + 1
    let $key = create name="a"
    if $n == 2 { print "two" }
    step "look" {
      let $seen = show $key
      assert $seen.state == active
      check $n == 3 "not three"
    }
    confirm "go on?"
    for $i in [1, 2] { hash "x" }
    try { show nobody } else $e { print "none" }
    assert fails(item_not_found) { show nobody }
    $n
    find
    """

  @Test func everyStatementIsOnRecord() async throws {
    let bench = try Bench()
    let outcome = try await bench.run(Self.script)
    #expect(outcome.failedChecks.count == 1)
    let entries = try await bench.entries.filter { $0.kind != .intent }
    let lines = entries.map { "\($0.kind.rawValue) \($0.status?.rawValue ?? "-") \($0.statement ?? "-")" }
    #expect(
      lines == [
        "local ok let $n = 2", "result ok create name=\"a\"", "local ok if $n == 2", "local ok print values=[\"two\"]",
        "local ok step \"look\"", "result ok show object=k1", "check ok assert $seen.state == active",
        "check failed check $n == 3", "local ok end of step \"look\"",
        "confirm ok confirm \"go on?\"", "local ok for $i in a list of 2", "result ok hash data=text(1 bytes)",
        "local ok item 1 of 2: 1", "result ok hash data=text(1 bytes)", "local ok item 2 of 2: 2",
        "result refused show object=nobody", "local ok try",
        "local ok print values=[\"none\"]", "result refused show object=nobody",
        "check ok assert fails(item-not-found) { show nobody }", "local ok $n", "result ok find",
      ])
    #expect(try await bench.records.allSatisfy { $0.entry.session == bench.journal.session })
    #expect(entries.allSatisfy { $0.source?.file == "test.kms" && $0.source?.sha256 != nil && $0.source?.line != nil })
    #expect(entries.compactMap { $0.source?.step } == ["look", "look", "look", "look", "look"])
    #expect(entries.compactMap { $0.source?.item } == ["1", "1", "2", "2"])
  }

  @Test(arguments: [
    ("create", "write", "Create", "Symmetric Key", ["k2"]),
    ("show k1", "read", "Get Attributes", "Symmetric Key", ["k1"]),
    ("revoke k1", "destructive", "Revoke", nil, ["k1"]),
    ("get k1", "export", "Get", "Symmetric Key", ["k1"]),
    ("export k1", "export", "Export", "Symmetric Key", ["k1"]),
    ("encrypt k1 data=\"x\"", "use", "Encrypt", nil, ["k1"]),
    ("retire k1", "destructive", "Revoke", "Symmetric Key", ["k1"]),
    ("set k1 name=\"n\"", "write", "Set Attribute", "Symmetric Key", ["k1"]),
    ("create-pair algorithm=ec", "write", "Create Key Pair", "Public Key", ["k2", "k3"]),
    ("find", "read", "Locate", nil, []),
    ("ping", "read", "Query", nil, []),
  ])
  func aResultSaysWhatWasDoneToWhat(
    command: String, effect: String, operation: String, type: String?, ids: [String]
  ) async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey)
    #expect(try await bench.run(command).exitStatus == .ok)
    let result = try #require(try await bench.entries.last)
    #expect(result.kind == .result)
    #expect(result.effect == effect)
    #expect(result.operation == operation)
    #expect(result.entityType == type)
    #expect(result.entityIDs == ids)
    #expect((result.tookMicroseconds ?? 0) > 0)
    #expect(result.attempts == 1)
  }

  @Test func localCommandsAreOnRecordWithoutAnIntent() async throws {
    let bench = try Bench()
    _ = try await bench.run("print \"a\"\nsession\nread nowhere.txt")
    #expect(try await bench.entries.map(\.line) == ["local ok", "local ok", "local refused"])
    #expect(try await bench.entries.allSatisfy { $0.effect == "local" })
  }

  @Test func theAuditTableShowsThisSession() async throws {
    let bench = try Bench()
    let value = try await bench.run("create\nshow nobody").value
    #expect(value.map { _ in true } != nil)
    guard case .table(let table)? = try await bench.run("audit").value else {
      Issue.record("audit gives a table")
      return
    }
    #expect(table.columns == AuditTable.columns)
    #expect(table.rows.compactMap { $0["status"] }.map(ValueText.text) == ["none", "ok", "none", "refused"])
    guard case .record(let session)? = try await bench.run("session").value else {
      Issue.record("session gives a record")
      return
    }
    #expect(session["id"].map(ValueText.text) == bench.journal.session.description)
  }

  @Test func aParallelLoopIsOnRecordWholeAndTheChainHolds() async throws {
    let bench = try Bench()
    let list = (1...50).map(String.init).joined(separator: ", ")
    let outcome = try await bench.run("for $n in [\(list)] parallel=8 { create name=\"key {$n}\" }")
    #expect(outcome.exitStatus == .ok)
    let results = try await bench.entries.filter { $0.kind == .result }
    #expect(results.count == 50)
    for result in results {
      let item = try #require(result.source?.item)
      #expect(result.statement == "create name=\"key \(item)\"")
    }
    #expect(Set(results.compactMap { $0.source?.item }) == Set((1...50).map(String.init)))
    #expect(Set(results.flatMap(\.entityIDs)).count == 50)
    #expect(try await bench.store.inDoubt(session: bench.journal.session).isEmpty)
    try await bench.journal.close(exitStatus: 0)
    let report = try await AuditStore(path: bench.storePath, access: .read).verify()
    #expect(report.isIntact)
    #expect(report.records == 152)
  }

  @Test func eachSourceHasItsOwnDigest() async throws {
    let bench = try Bench()
    let texts = (0..<200).map { "print \($0)" }
    for text in texts { _ = try await bench.run(Source(name: "<prompt>", text: text)) }
    let digests = try await bench.entries.map(\.source?.sha256)
    #expect(digests == texts.map { HashValue.of(Array($0.utf8)).description })
  }

  @Test func aCancelledRunSendsNothingMore() async throws {
    let bench = try Bench()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await bench.run("create\ncreate")
    }
    #expect(try await task.value.exitStatus == .interrupted)
    #expect(bench.server.heard == [])
  }
}
