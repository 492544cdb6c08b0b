import Testing

@testable import AuditLog

@Suite struct SessionTests {
  @Test func idsAreVersion7AndSortByTime() {
    let earlier = SessionID(at: Timestamp(microseconds: 1_700_000_000_000_000))
    let later = SessionID(at: Timestamp(microseconds: 1_700_000_000_001_000))
    #expect(earlier < later)
    #expect(earlier.description.hasPrefix("018bcfe5-6800-7"))
    #expect(earlier.short == "018bcfe5-6800")
    #expect("89ab".contains(Array(earlier.description)[19]))
    #expect(SessionID(earlier.description.uppercased()) == earlier)
    #expect(SessionID("018bcfe5-6800") == nil)
    #expect(SessionID("018bcfe568007000800000000000000g") == nil)
  }

  @Test(arguments: StoreKind.available)
  func aUniquePrefixIsEnough(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    let ids = try ["0190aaaa-0000-7000-8000-000000000001", "0190aaab-0000-7000-8000-000000000002"]
      .map { try #require(SessionID($0)) }
    for id in ids { try await store.append(Entry(.open, in: id)) }
    for prefix in ["0190aaaa", "0190AAAA", "0190aaaa00007", "0190aaaa-0000-7", ids[0].description] {
      #expect(try await store.session(matching: prefix) == ids[0])
    }
    for prefix in ["0190b", "", "x", "%", ids[0].description + "0"] {
      await #expect(throws: SessionMatchError.none(prefix: prefix)) { try await store.session(matching: prefix) }
    }
    await #expect(throws: SessionMatchError.ambiguous(prefix: "0190", candidates: ids)) {
      try await store.session(matching: "0190")
    }
    #expect(SessionMatchError.none(prefix: "0b").message == "no session begins with \"0b\"")
    #expect(
      SessionMatchError.ambiguous(prefix: "01", candidates: ids).message
        == "\"01\" begins 2 sessions: \(ids[0]), \(ids[1])")
  }

  /// One session: opened, one statement done, one refused, one whose answer never came, one left in doubt.
  private func store(in folder: StoreFolder, _ session: SessionID) async throws -> AuditStore {
    let store = try folder.open()
    var open = Entry(.open, in: session)
    open.details = ["user": "ada", "script": "reap.kms"]
    try await store.append(open)
    for (id, status) in [("a", Entry.Status.ok), ("b", .refused), ("c", nil), ("d", .inDoubt)]
      as [(String, Entry.Status?)]
    {
      var entry = Entry(.intent, in: session, statement: "destroy \(id)")
      entry.operationID = id
      entry.operation = "Destroy"
      entry.entityIDs = [id]
      try await store.append(entry)
      guard let status else { continue }
      entry.kind = .result
      entry.status = status
      try await store.append(entry)
    }
    return store
  }

  @Test(arguments: StoreKind.available)
  func intentsWithoutAResultAreInDoubt(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let session = SessionID(at: folder.clock.now)
    let store = try await store(in: folder, session)
    #expect(try await store.inDoubt(session: session).map(\.entry.operationID) == ["c", "d"])
    var result = Entry(.result, in: session)
    result.operationID = "d"
    result.status = .ok
    try await store.append(result)
    #expect(try await store.inDoubt(session: session).map(\.entry.operationID) == ["c"])
    #expect(try await store.inDoubt(session: SessionID()) == [])
  }

  @Test(arguments: StoreKind.available)
  func sessionsAreSummed(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let session = SessionID(at: folder.clock.now)
    let started = folder.clock.now
    let store = try await store(in: folder, session)
    folder.clock.advance(seconds: 5)
    try await store.append(Entry(.close, in: session))
    let later = SessionID(at: folder.clock.now)
    try await store.append(Entry(.local, in: later))
    let sessions = try await store.sessions()
    #expect(sessions.map(\.id) == [later, session])
    #expect(try await store.sessions(limit: 1).map(\.id) == [later])
    #expect(
      sessions.last
        == SessionSummary(
          id: session, started: started, ended: folder.clock.now, user: "ada", script: "reap.kms", statements: 4,
          refused: 1, failed: 0, inDoubt: 2))
    #expect(sessions.first?.ended == nil)
  }

  @Test(arguments: StoreKind.available)
  func filtersChoose(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let session = SessionID(at: folder.clock.now)
    let store = try await store(in: folder, session)
    func seqs(_ change: (inout RecordFilter) -> Void) async throws -> [Int64] {
      var filter = RecordFilter()
      change(&filter)
      return try await store.records(matching: filter).map(\.seq)
    }
    #expect(try await seqs { _ in } == Array(1...8))
    #expect(try await seqs { $0.kinds = [.intent] } == [2, 4, 6, 7])
    #expect(try await seqs { $0.statuses = [.refused, .ok] } == [3, 5])
    #expect(try await seqs { $0.entity = "c" } == [6])
    #expect(try await seqs { $0.operation = "Destroy" } == Array(2...8))
    #expect(try await seqs { $0.newest = 3 } == [6, 7, 8])
    #expect(try await seqs { $0.since = folder.clock.now } == Array(1...8))
    #expect(try await seqs { $0.until = folder.clock.now } == [])
    #expect(try await seqs { $0.session = SessionID() } == [])
  }

  @Test(arguments: StoreKind.available)
  func anExportIsCanonicalLinesThatCarryTheirHash(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try await store(in: folder, SessionID())
    let lines = Lines()
    try await store.export { lines.add($0) }
    #expect(lines.all.count == 8)
    for line in lines.all {
      let value = try #require(JSONValue(canonical: line))
      let record = try #require(value["record"])
      #expect(value["hash"]?.text == HashValue.leaf(record.canonical.utf8).description)
    }
  }
}
