import KMIP
import KMIPClient
import KMIPTesting
import KMSInterpreter
import KMSSyntax
import Testing

/// A write whose answer is missing is looked for at the server, row by row of the operations that have a resolver.
@Suite struct ResolverTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let operation: OperationCode
    let setUp: String
    let statement: String

    init(_ operation: OperationCode, _ setUp: String, _ statement: String) {
      self.operation = operation
      self.setUp = setUp
      self.statement = statement
    }

    var script: String { setUp + "\n" + statement }
    var testDescription: String { operation.name }
  }

  static let rows = [
    Row(.create, "", "create name=\"a\""),
    Row(.createKeyPair, "", "create-pair algorithm=ec name=\"a\""),
    Row(.register, "", "register type=secret-data data=\"hunter2\" name=\"a\""),
    Row(
      .import, "let $k = create\nlet $kek = create\nlet $copy = export $k wrap-with=$kek\nrevoke $k\ndestroy $k",
      "import $copy replace=true"),
    Row(
      .deriveKey, "let $k = create usage=[derive-key]", "derive $k method=hash length=128 name=\"a\""),
    Row(
      .certify, "let $p = create-pair algorithm=ec", "certify $p.public subject=\"CN=a\" days=30"),
    Row(
      .reCertify, "let $p = create-pair algorithm=ec\nlet $c = certify $p.public subject=\"CN=a\" days=30",
      "recertify $c"),
    Row(.reKey, "let $k = create", "rekey $k"),
    Row(.reKeyKeyPair, "let $p = create-pair algorithm=ec", "rekey-pair $p.private"),
    Row(.activate, "let $k = create activate=false", "activate $k"),
    Row(.revoke, "let $k = create", "revoke $k reason=key-compromise"),
    Row(.archive, "let $k = create", "archive $k"),
    Row(.recover, "let $k = create\narchive $k", "recover $k"),
    Row(.destroy, "let $k = create activate=false", "destroy $k"),
    Row(.setAttribute, "let $k = create", "set $k description=\"d\""),
    Row(.deleteAttribute, "let $k = create description=\"d\"", "unset $k description"),
  ]

  /// The sentences, with the write itself met by the fault, the first time only.
  private func run(
    _ row: Row, _ fault: FaultyTransport.Fault, _ profile: ServerProfile
  ) async throws -> (rig: Rig, outcome: Outcome) {
    let rig = try Rig(profile)
    let once = Once()
    rig.put { inner in
      FaultyTransport(inner) { _, request in request.names(row.operation) && once.take() ? fault : nil }
    }
    return (rig, try await rig.run(row.script))
  }

  private func undisturbed(_ row: Row, _ profile: ServerProfile) async throws -> Rig {
    let rig = try Rig(profile)
    let outcome = try await rig.run(row.script)
    #expect(outcome.exitStatus == .ok, "\(outcome.diagnostics.map(\.message))")
    return rig
  }

  @Test(arguments: rows, [ServerProfile.embedded, CrashTests.marking])
  func itIsFoundOrSentOnceMore(row: Row, profile: ServerProfile) async throws {
    let wanted = try await undisturbed(row, profile)
    let contents = try await wanted.contents
    for fault in [FaultyTransport.Fault.afterSending, .whileSending, .duringAnswer, .garbage, .beforeSending] {
      let (rig, outcome) = try await run(row, fault, profile)
      #expect(outcome.exitStatus == .ok, "\(fault): \(outcome.diagnostics.map { ($0.message, $0.notes) })")
      #expect(try await rig.contents == contents, "\(fault)")
      #expect(rig.writes.count == wanted.writes.count, "\(fault)")
      #expect(try await rig.inDoubt == [], "\(fault)")
    }
  }

  // A second certificate for the same key is none that the server refuses: there a late request is given time.
  @Test(arguments: rows.filter { $0.operation != .reCertify })
  func aRequestThatArrivesLateDoesNothingTwice(row: Row) async throws {
    let wanted = try await undisturbed(row, .embedded)
    let (rig, outcome) = try await run(row, .late, .embedded)
    #expect(outcome.exitStatus == .ok, "\(outcome.diagnostics.map { ($0.message, $0.notes) })")
    // A further request lets what is late arrive.
    try await rig.run(row.script, resuming: true)
    #expect(try await rig.contents == wanted.contents)
  }

  @Test(arguments: rows.filter { [.create, .createKeyPair, .register, .deriveKey, .certify].contains($0.operation) })
  func whereNobodyCanTellItIsParkedAndNothingIsSentAgain(row: Row) async throws {
    var profile = ServerProfile.embedded
    profile.name = "telling nothing"
    (profile.honoursClientIdentifiers, profile.markerAttribute) = (false, nil)
    let (rig, outcome) = try await run(row, .afterSending, profile)
    #expect(outcome.exitStatus == .inDoubt)
    let sent = rig.writes
    #expect(sent.count { $0.hasPrefix(row.operation.name) } == 1)
    #expect(try await rig.inDoubt.count == 1)
    #expect(try await rig.run(row.script, resuming: true).exitStatus == .inDoubt)
    #expect(rig.writes == sent)
    #expect(try await rig.inDoubt.count == 1)
  }

  @Test func theMarkOfARotatedKeyIsNotTakenForTheKey() async throws {
    let rig = try Rig(CrashTests.marking)
    let script = "let $k = create name=\"a\"\nlet $new = rekey $k\nfail \"x\""
    #expect(try await rig.run(script, dying: .atRecord(2)).exitStatus == .audit)
    #expect(try await rig.run(script, resuming: true).exitStatus == .failed)
    #expect(rig.writes.count { $0.hasPrefix("Create") } == 1)
    #expect(try await rig.contents.count == 2)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func underManyFaultsEachItemIsDoneOnce(seed: UInt64) async throws {
    let rig = try Rig()
    let wires = Seeds(seed)
    rig.put { inner in FaultyTransport(inner, rate: 250, seed: wires.next()) }
    let script = """
      let $keys = for $n in [1, 2, 3, 4, 5, 6] parallel=3 budget=6 retry=2 {
        let $key = create name="k{$n}"
        let $new = rekey $key
        set $new description="new"
        revoke $new
        yield $new.id
      }
      assert count(($keys | where outcome == done)) == 6
      """
    var outcome = try await rig.run(script)
    for _ in 1...30 where outcome.exitStatus != .ok { outcome = try await rig.run(script, resuming: true) }
    #expect(outcome.exitStatus == .ok, "\(outcome.diagnostics.map { ($0.message, $0.notes) })")
    let contents = try await rig.contents
    #expect(contents.count == 12)
    #expect(contents.count { $0.contains("new") } == 6)
    #expect(try await rig.inDoubt == [])
  }
}
