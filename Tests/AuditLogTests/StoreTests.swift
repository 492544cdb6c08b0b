import Foundation
import GRDB
import Testing

@testable import AuditLog

@Suite struct StoreTests {
  @Test(arguments: StoreKind.available)
  func whatWasAppendedIsThereAfterReopening(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let session = SessionID(at: folder.clock.now)
    let record = try await folder.open().append(.sample(1, in: session))
    let found = try await folder.open().records(session: session)
    #expect(found == [record])
    #expect(found.first?.entry == .sample(1, in: session))
    #expect(record.seq == 1)
    #expect(record.previous == .zero)
    #expect(record.at == folder.clock.now)
    #expect(record.hash == .leaf(record.canonical.utf8))
  }

  @Test func onlyTheOwnerMayLook() async throws {
    let folder = StoreFolder()
    let store = try folder.open()
    try await store.append(Entry(.local, in: SessionID()))
    #expect(try folder.mode("state") == 0o700)
    for file in ["audit.sqlite", "audit.sqlite-wal", "audit.sqlite-shm", "audit-key"] {
      #expect(try folder.mode("state/" + file) == 0o600, "\(file)")
    }
  }

  @Test(arguments: StoreKind.available)
  func twoStoresWriteOneChain(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let stores = [try folder.open(), try folder.open()]
    let session = SessionID()
    for number in 1...20 { try await stores[number % 2].append(.sample(number, in: session)) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 21...60 { group.addTask { try await stores[number % 2].append(.sample(number, in: session)) } }
      try await group.waitForAll()
    }
    for store in stores { try await store.close() }
    let report = try await folder.verify()
    #expect(report.findings == [])
    #expect(report.records == 60)
  }

  @Test(arguments: StoreKind.available)
  func concurrentAppendsLeaveOneChainWithoutGaps(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    let session = SessionID()
    let places = try await withThrowingTaskGroup(of: Int64.self) { group in
      for number in 1...64 { group.addTask { try await store.append(.sample(number, in: session)).seq } }
      return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
    }
    #expect(places == Set(1...64))
    #expect(try await store.verify().findings == [])
  }

  @Test(arguments: StoreKind.available)
  func aCancelledTasksEntryIsOnRecord(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await store.append(Entry(.intent, in: SessionID())).seq
    }
    #expect(try await task.value == 1)
  }

  @Test(arguments: StoreKind.available)
  func textsOfAnyKindSurvive(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    var entry = Entry(.local, in: SessionID(), statement: "a\0b \u{fffd} e\u{301} 😀\u{1f}")
    entry.tookMicroseconds = .max
    entry.attempts = .min
    entry.before = 5
    entry.reason = "0123"
    entry.after = .null
    entry.details = ["deep": ["list": [1, "two", nil, true]]]
    try await store.append(entry)
    #expect(try await store.records(session: entry.session).first?.entry == entry)
    #expect(try await store.verify().findings == [])
  }

  @Test(arguments: StoreKind.available)
  func aClosedStoreTakesNothingMore(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    try await store.close()
    await #expect(throws: AuditError.closed(path: folder.location.description)) {
      try await store.append(Entry(.local, in: SessionID()))
    }
  }

  @Test func aReaderNeitherWritesNorMakesAStore() async throws {
    let folder = StoreFolder()
    let reader = try AuditStore(path: folder.store, access: .read)
    await #expect(throws: AuditError.readOnly(path: folder.store)) {
      try await reader.append(Entry(.local, in: SessionID()))
    }
    await #expect(throws: AuditError.cannotOpen(path: folder.store, cause: "there is no such file")) {
      try await reader.verify()
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }
}
