import Foundation
import GRDB
import Testing

@testable import AuditLog

@Suite struct FailureTests {
  @Test func aFullDiskStopsTheAppendAndSpoilsNothing() async throws {
    let folder = StoreFolder()
    let store = try folder.open()
    try await store.append(Entry(.local, in: SessionID()))
    // No page more than it has: SQLite meets the limit as it meets the end of the disk.
    try await store.writer?.onQueue { try $0.script("PRAGMA max_page_count = 1") }
    var large = Entry(.intent, in: SessionID())
    large.message = String(repeating: "x", count: 200_000)
    await #expect(throws: AuditError.fullDisk(path: folder.store)) { try await store.append(large) }
    try await store.append(Entry(.local, in: SessionID()))
    let report = try await store.verify()
    #expect(report.findings == [])
    #expect(report.records == 2)
  }

  @Test func aLockedStoreIsNamed() async throws {
    let folder = StoreFolder()
    let store = try folder.open(patience: 0.01)
    try await store.append(Entry(.local, in: SessionID()))
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: folder.store, configuration: configuration)
    try other.inDatabase { try $0.beginTransaction(.immediate) }
    await #expect(throws: AuditError.locked(path: folder.store)) {
      try await store.append(Entry(.local, in: SessionID()))
    }
    try other.inDatabase { try $0.rollback() }
    #expect(try await store.append(Entry(.local, in: SessionID())).seq == 2)
  }

  @Test func aPathThroughAFileCannotBeOpened() throws {
    let folder = StoreFolder()
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(filePath: folder.path + "/state"))
    #expect(throws: AuditError.cannotOpen(path: folder.store, cause: "not a directory")) { try folder.open() }
  }

  @Test(.disabled(if: getuid() == 0, "root may write anywhere"))
  func aReadOnlyFolderIsNamed() throws {
    let folder = StoreFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/state", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
    #expect(throws: AuditError.readOnly(path: folder.store)) { try folder.open() }
  }

  @Test func anotherFileIsNotTakenForAStore() throws {
    let folder = StoreFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/state", withIntermediateDirectories: true)
    try Data(String(repeating: "no database ", count: 100).utf8).write(to: URL(filePath: folder.store))
    #expect(throws: AuditError.corrupt(path: folder.store, cause: "it is not an SQLite database")) {
      try folder.open()
    }
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    let folder = StoreFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/state", withIntermediateDirectories: true)
    try folder.edit("CREATE TABLE friends (name TEXT)")
    #expect(throws: AuditError.cannotOpen(path: folder.store, cause: "it is another program's database")) {
      try folder.open()
    }
  }

  @Test func aMissingOrForeignKeyStopsTheStore() async throws {
    let folder = try await StoreFolder.filled(1)
    let key = folder.path + "/state/audit-key"
    try FileManager.default.removeItem(atPath: key)
    #expect(throws: AuditError.keyUnusable(path: key, cause: "it is missing")) { try folder.open() }
    _ = try AuditKey.loadOrMake(key)
    #expect(throws: AuditError.keyUnusable(path: key, cause: "the store was begun with another key")) {
      try folder.open()
    }
    #expect(try await folder.verify().findings.map(\.kind) == [.keyReplaced])
  }

  @Test(arguments: StoreKind.available)
  func nothingIsAppendedToALogThatWasCut(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(3, signedAtClose: true, on: kind)
    try folder.edit("DELETE FROM audit_log WHERE seq = 3")
    let cause = "it ends at record 2, its last checkpoint covers 3"
    await #expect(throws: AuditError.corrupt(path: folder.location.description, cause: cause)) {
      try await folder.open().append(Entry(.local, in: SessionID()))
    }
  }

  @Test(arguments: [
    (ResultCode.SQLITE_FULL, AuditError.fullDisk(path: "/a")), (.SQLITE_BUSY_SNAPSHOT, .locked(path: "/a")),
    (.SQLITE_READONLY, .readOnly(path: "/a")), (.SQLITE_CANTOPEN, .cannotOpen(path: "/a", cause: "why")),
    (.SQLITE_CORRUPT, .corrupt(path: "/a", cause: "why")),
    (.SQLITE_IOERR_FSYNC, .inputOutput(path: "/a", cause: "why")),
  ])
  func databaseErrorsAreTranslated(code: ResultCode, error: AuditError) {
    #expect(AuditError(DatabaseError(resultCode: code, message: "why"), path: "/a") == error)
  }

  @Test(arguments: [
    (AuditError.fullDisk(path: "/a"), "the disk is full: no room for the audit log /a"),
    (.locked(path: "/a"), "the audit log /a is locked by another process"),
    (.readOnly(path: "/a"), "the audit log /a cannot be written: it or its folder is read-only"),
    (.cannotOpen(path: "/a", cause: "why"), "the audit log /a cannot be opened: why"),
    (.corrupt(path: "/a", cause: "why"), "the audit log /a is damaged: why"),
    (.keyUnusable(path: "/k", cause: "why"), "the audit log's signing key /k cannot be used: why"),
    (.inputOutput(path: "/a", cause: "why"), "the audit log /a met an input/output error: why"),
    (.unreachable(path: "/a", cause: "why"), "the audit log /a cannot be reached: why"),
    (.closed(path: "/a"), "the audit log /a is closed"),
  ])
  func messages(error: AuditError, text: String) { #expect(error.message == text) }
}
