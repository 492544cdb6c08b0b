import AuditLog
import KMIP
import KMIPClient
import KMIPTesting
import KMSInterpreter
import KMSSyntax
import TTLV
import Synchronization
import Testing

/// What a run that is taken up again does not do again, and what it does.
@Suite struct ReplayTests {
  private let loop = """
    let $table = for $name in ["a", "b", "c"] budget=3 {
      let $key = create name=$name
      set $key description="d"
      yield $key.id
    }
    print count(($table | where outcome == done))
    """

  @Test func whatIsDoneIsNotSentAgain() async throws {
    let rig = try Rig()
    #expect(try await rig.run(loop).exitStatus == .ok)
    let requests = rig.requests.count
    let count = try await rig.records.count
    #expect(try await rig.run(loop, resuming: true).exitStatus == .ok)
    // Nothing but the handshake of a connection that nobody asked for would be new.
    #expect(rig.requests.count == requests)
    #expect(try await rig.records.count == count + 1)
    #expect(rig.console.lines.suffix(1) == ["3"])
  }

  @Test func whatWasRefusedStaysRefused() async throws {
    let rig = try Rig()
    let script = "let $k = create\nfor $n in [1, 2] budget=2 { if $n == 1 { destroy $k } }\nprint \"behind\""
    #expect(try await rig.run(script).exitStatus == .ok)
    let writes = rig.writes
    #expect(try await rig.run(script, resuming: true).exitStatus == .ok)
    #expect(rig.writes == writes)
    let outcomes = try await rig.records.compactMap { $0.entry.details["item"]?["outcome"]?.text }
    #expect(outcomes == ["failed", "done"])
  }

  @Test func whatWasRefusedIsTriedAgainWhereThatIsAskedFor() async throws {
    let rig = try Rig()
    let isAllowed = Mutex(false)
    rig.put { inner in
      Refusing(inner, .setAttribute) { isAllowed.withLock { $0 } }
    }
    let script = """
      let $key = create name="k"
      for $n in [1, 2] budget=1 { if $n == 1 { set $key description="late" } }
      create name="behind"
      """
    #expect(try await rig.run(script).exitStatus == .ok)
    #expect(try await rig.contents.filter { $0.contains("late") } == [])
    isAllowed.withLock { $0 = true }
    #expect(try await rig.run(script, resuming: true).exitStatus == .ok)
    #expect(try await rig.contents.filter { $0.contains("late") } == [])
    #expect(try await rig.run(script, resuming: true, retryingFailed: true).exitStatus == .ok)
    #expect(try await rig.contents.count { $0.contains("late") } == 1)
    // What stood behind the loop is not done once more.
    #expect(rig.writes.count { $0.hasPrefix("Create") } == 2)
  }

  @Test func aRefusalThatWasCaughtStands() async throws {
    let rig = try Rig()
    let script = """
      let $key = create
      try { destroy $key } else { create name="instead" }
      assert fails(wrong_key_lifecycle_state) { destroy $key }
      fail "here"
      """
    #expect(try await rig.run(script).exitStatus == .failed)
    let writes = rig.writes
    #expect(try await rig.run(script, resuming: true, retryingFailed: true).exitStatus == .failed)
    #expect(rig.writes == writes)
  }

  @Test func whatRanAlwaysRunsAgainBehindWhatIsRightThen() async throws {
    let rig = try Rig()
    let isUp = Mutex(false)
    rig.put { inner in
      FaultyTransport(inner) { _, request in
        isUp.withLock { $0 } || !request.names(.setAttribute) ? nil : .beforeSending
      }
    }
    let script = """
      let $key = create name="k"
      step "change" {
        for $n in [1] { set $key description="d" }
        create name="then"
        step "tidy" always { create name="tidy" }
      }
      create name="last"
      """
    #expect(try await rig.run(script).exitStatus == .unreachable)
    #expect(rig.writes.count == 2)
    isUp.withLock { $0 = true }
    #expect(try await rig.run(script, resuming: true).exitStatus == .ok)
    let names = try await rig.contents.count
    // k, then, last, and tidy twice: once for each end.
    #expect(names == 5)
    #expect(try await rig.run(script, resuming: true).exitStatus == .ok)
    #expect(try await rig.contents.count == names)
    let ends = try await rig.records.filter { $0.entry.statement == "end of step \"change\"" }.map(\.entry.status)
    #expect(ends == [.failed, .ok])
  }

  @Test func aFurtherAttemptGoesOnWithWhatOneBeforeItLeftHalfDone() async throws {
    let rig = try Rig()
    let cuts = Mutex(0)
    rig.put { inner in
      FaultyTransport(inner) { number, request in
        // The reading behind the rotation finds nobody, three times.
        guard request.names(.getAttributes), rig.writes.contains(where: { $0.hasPrefix("Re-key") }) else { return nil }
        return cuts.withLock { cuts in
          cuts += 1
          return cuts <= 3 ? .beforeSending : nil
        }
      }
    }
    let script = "let $k = create\nfor $n in [1] retry=2 { rekey $k }"
    #expect(try await rig.run(script).exitStatus == .ok)
    #expect(rig.writes.count { $0.hasPrefix("Re-key") } == 1)
    #expect(try await rig.run(script, resuming: true).exitStatus == .ok)
    #expect(rig.writes.count { $0.hasPrefix("Re-key") } == 1)
  }

  @Test func aStatementThatFailedBehindItsWriteIsNotBegunAnew() async throws {
    let rig = try Rig()
    let isUp = Mutex(false)
    rig.put { inner in
      FaultyTransport(inner) { _, request in
        guard !isUp.withLock({ $0 }), request.names(.getAttributes) else { return nil }
        return rig.writes.contains { $0.hasPrefix("Re-key") } ? .beforeSending : nil
      }
    }
    let script = "let $k = create\nlet $new = rekey $k\nset $new description=\"new\""
    #expect(try await rig.run(script).exitStatus == .unreachable)
    isUp.withLock { $0 = true }
    #expect(try await rig.run(script, resuming: true).exitStatus == .ok)
    #expect(rig.writes.map { $0.prefix(6) } == ["Create", "Re-key", "Set At"])
  }

  @Test func aListThatWasRefusedHalfWayIsGoneOnWith() async throws {
    let rig = try Rig()
    let isAllowed = Mutex(false)
    rig.put { inner in
      Refusing(inner, .destroy, from: 2) { isAllowed.withLock { $0 } }
    }
    let script = "let $a = create activate=false\nlet $b = create activate=false\ndestroy [$a, $b]"
    #expect(try await rig.run(script).exitStatus == .failed)
    isAllowed.withLock { $0 = true }
    #expect(try await rig.run(script, resuming: true, retryingFailed: true).exitStatus == .ok)
    #expect(rig.writes.count { $0.hasPrefix("Destroy") } == 2)
  }

  @Test func theAnswerToAQuestionIsKept() async throws {
    let rig = try Rig()
    let script = "confirm \"go on?\"\ncreate\nfail \"here\""
    #expect(try await rig.run(script).exitStatus == .failed)
    #expect(rig.console.questions == 1)
    #expect(try await rig.run(script, resuming: true).exitStatus == .failed)
    #expect(rig.console.questions == 1)
  }

  @Test func anotherStatementInTheSamePlaceIsRefused() async throws {
    let rig = try Rig()
    #expect(try await rig.run("create name=\"a\"\nfail \"x\"").exitStatus == .failed)
    let outcome = try await rig.run("create name=\"b\"\nfail \"x\"", resuming: true)
    #expect(outcome.failures.first?.diagnostic.code == .otherRun)
    #expect(rig.writes.count == 1)
  }

  @Test func aLoopOverAnotherListIsRefused() async throws {
    let rig = try Rig()
    #expect(try await rig.run("for $x in [1, 2] { create }\nfail \"x\"").exitStatus == .failed)
    let outcome = try await rig.run("for $x in [1, 3] { create }\nfail \"x\"", resuming: true)
    #expect(outcome.failures.first?.diagnostic.code == .otherRun)
    #expect(rig.writes.count == 2)
  }

  @Test func aSecretIsAskedForAgainAndMustBeTheSame() async throws {
    let rig = try Rig()
    let script = "let $word = secret env PASSWORD\nlet $k = register type=secret-data data=$word\nfail \"x\""
    #expect(try await rig.run(script).exitStatus == .failed)
    #expect(try await rig.run(script, resuming: true).exitStatus == .failed)
    #expect(rig.writes.count == 1)
    let changed = try await rig.run(script, resuming: true, password: "other")
    #expect(changed.failures.first?.diagnostic.message.contains("not the one") == true)
    #expect(rig.writes.count == 1)
  }

  @Test func behindRandomBytesReadsRunAgainAndWritesDoNot() async throws {
    let rig = try Rig()
    let script = """
      let $key = create
      let $bytes = random 16
      let $mac = encrypt $key data=$bytes
      create name="once"
      fail "x"
      """
    #expect(try await rig.run(script).exitStatus == .failed)
    #expect(try await rig.run(script, resuming: true).exitStatus == .failed)
    #expect(rig.writes.count { $0.hasPrefix("Create") } == 2)
    #expect(rig.requests.count { $0 == .encrypt } == 2)
  }
}

/// Answers an operation itself, with a refusal, until it is allowed.
private struct Refusing: Transport {
  let inner: any Transport
  let operation: OperationCode
  let first: Int
  let isAllowed: @Sendable () -> Bool
  private let seen: Counter

  private final class Counter: Sendable {
    let count = Mutex(0)
    func next() -> Int {
      count.withLock { count in
        count += 1
        return count
      }
    }
  }

  init(
    _ inner: any Transport, _ operation: OperationCode, from first: Int = 1, isAllowed: @escaping @Sendable () -> Bool
  ) {
    self.inner = inner
    self.operation = operation
    self.first = first
    self.isAllowed = isAllowed
    seen = Counter()
  }

  var encoding: WireEncoding { .binary }
  var address: String { "refusing" }

  func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    guard request.names(operation), seen.next() >= first, !isAllowed() else { return try await inner.exchange(request) }
    let header = ResponseHeader(protocolVersion: .v2_1, batchCount: 1)
    return ResponseMessage(header: header, items: [refusal(.permissionDenied, "not now", of: operation)]).item.encoded()
  }

  func close() async {}
}

extension [UInt8] {
  /// Whether the request is for the operation.
  func names(_ operation: OperationCode) -> Bool {
    guard let item = try? Item(decoding: self), let message = try? RequestMessage(item) else { return false }
    return message.items.contains { $0.operation == operation }
  }
}
