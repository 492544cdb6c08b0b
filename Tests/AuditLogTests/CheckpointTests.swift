import GRDB
import Testing

@testable import AuditLog

@Suite struct CheckpointTests {
  @Test(arguments: StoreKind.available)
  func everyTwoHundredAndFiftySixRecordsAreSigned(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    try await store.fill(1...600, in: SessionID())
    #expect(try await store.checkpoints().map(\.size) == [0, 256, 512])
    try await store.close()
    let reopened = try folder.open()
    try await reopened.append(Entry(.local, in: SessionID()))
    try await reopened.close()
    let reader = try AuditStore(at: folder.location, access: .read)
    #expect(try await reader.checkpoints().map(\.size) == [0, 256, 512, 600, 601])
    #expect(try await reader.verify().findings == [])
  }

  @Test(arguments: StoreKind.available)
  func aMinuteWithNewRecordsIsSigned(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    let session = SessionID()
    for seconds: Int64 in [0, 59, 1, 30, 29, 1] {
      folder.clock.advance(seconds: seconds)
      try await store.append(Entry(.local, in: session))
    }
    #expect(try await store.checkpoints().map(\.size) == [0, 3, 6])
  }

  @Test(arguments: StoreKind.available)
  func anotherStoresRecordsAreCovered(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let (one, other) = (try folder.open(), try folder.open())
    let session = SessionID()
    for _ in 1...3 {
      try await one.append(Entry(.local, in: session))
      try await other.append(Entry(.local, in: session))
    }
    #expect(try await one.checkpoint().size == 6)
    #expect(try await other.checkpoint().number == 2)
    #expect(try await one.verify().findings == [])
  }

  @Test(arguments: StoreKind.available)
  func aNoteIsThreeLinesAndReadsBack(kind: StoreKind) async throws {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    try await store.append(Entry(.local, in: SessionID()))
    let checkpoint = try await store.checkpoint()
    #expect(checkpoint.note.split(separator: "\n").count == 3)
    #expect(Checkpoint(note: "  " + checkpoint.note.replacing("\n", with: "\r\n") + "\n") == checkpoint)
    #expect(Checkpoint(note: checkpoint.note.replacing("1 records", with: "01 records")) == nil)
    #expect(Checkpoint(note: "") == nil)
  }

  @Test(arguments: StoreKind.available)
  func aKeptCheckpointHoldsTheStoreToIt(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(6, checkpoints: [4], signedAtClose: true, on: kind)
    let reader = try AuditStore(at: folder.location, access: .read)
    let kept = try #require(try await reader.checkpoints().first { $0.size == 4 })
    #expect(try await folder.verify(against: [kept]).findings == [])
    try folder.edit("DELETE FROM audit_log WHERE seq > 2", "DELETE FROM checkpoint WHERE size > 2")
    #expect(try await folder.verify().findings == [])
    #expect(try await folder.verify(against: [kept]).findings.map(\.kind) == [.truncated])
    let other = try await StoreFolder.filled(1, on: kind)
    let foreign = try #require(try await other.open().checkpoints().first)
    #expect(try await folder.verify(against: [foreign]).findings.map(\.kind) == [.checkpointForged])
  }

  @Test(arguments: [
    "size = size - 1", "root = head", "head = root", "at = '2020-01-01T00:00:00.000000Z'", "signature = 'ab'",
    "signature = replace(signature, substr(signature, 1, 1), 'x')",
  ])
  func aForgedCheckpointIsNamed(assignment: String) async throws {
    let folder = try await StoreFolder.filled(6, checkpoints: [4], signedAtClose: true)
    try folder.edit("UPDATE checkpoint SET \(assignment) WHERE number = 2")
    #expect(try await folder.verify().findings.map(\.kind) == [.checkpointForged])
  }

  @Test(arguments: StoreKind.available)
  func aRemovedCheckpointIsNamed(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(6, checkpoints: [4], signedAtClose: true, on: kind)
    try folder.edit("DELETE FROM checkpoint WHERE number = 2")
    #expect(try await folder.verify().findings.map(\.kind) == [.checkpointRemoved])
    try folder.edit("DELETE FROM checkpoint")
    #expect(try await folder.verify().findings.map(\.kind) == [.checkpointRemoved])
  }

  @Test(arguments: StoreKind.available)
  func theNewestCheckpointIsMissedWhereItWasDue(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(300, on: kind)
    try folder.edit("DELETE FROM checkpoint WHERE size = 256")
    #expect(try await folder.kinds() == [Named(.checkpointRemoved, 256)])
  }

  @Test(arguments: StoreKind.available)
  func anotherStoreIDForgesEveryCheckpoint(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(2, signedAtClose: true, on: kind)
    try folder.edit("UPDATE store SET id = 'other'")
    #expect(try await folder.verify().findings.map(\.kind) == [.checkpointForged, .checkpointForged])
  }

  @Test(arguments: StoreKind.available)
  func editedPeaksAreNotTrusted(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(6, signedAtClose: true, on: kind)
    try folder.edit("UPDATE checkpoint SET peaks = root || ' ' || head")
    let store = try folder.open()
    try await store.append(Entry(.local, in: SessionID()))
    try await store.close()
    #expect(try await folder.verify().findings.map(\.kind) == [.editedColumn("peaks"), .editedColumn("peaks")])
  }
}
