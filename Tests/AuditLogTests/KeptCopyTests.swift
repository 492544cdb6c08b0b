import GRDB
import Testing

@testable import AuditLog

/// A store held against what its owner cannot reach.
@Suite struct KeptCopyTests {
  private func checkpoint(_ folder: StoreFolder, covering size: Int64) async throws -> Checkpoint {
    let checkpoints = try await AuditStore(path: folder.store, access: .read).checkpoints()
    return try #require(checkpoints.last { $0.size == size })
  }

  private func key(_ folder: StoreFolder) async throws -> AuditPublicKey {
    try await AuditStore(path: folder.store, access: .read).publicKey()
  }

  @Test func anotherStoresCheckpointIsNamed() async throws {
    let folder = try await StoreFolder.filled(3, signedAtClose: true)
    let other = try await StoreFolder.filled(3, signedAtClose: true)
    let kept = try await checkpoint(other, covering: 3)
    let own = try await checkpoint(folder, covering: 3)
    #expect(
      try await folder.verify(against: [kept]).findings.map(\.message) == [
        "the kept checkpoint 2 is of store \(kept.store), this is store \(own.store)"
      ])
  }

  @Test func aCheckpointThatIsGoneIsMissed() async throws {
    let folder = try await StoreFolder.filled(6, checkpoints: [4], signedAtClose: true)
    let kept = try await checkpoint(folder, covering: 6)
    try folder.edit("DELETE FROM checkpoint WHERE size = 6")
    #expect(try await folder.verify().findings == [])
    #expect(
      try await folder.verify(against: [kept]).findings.map(\.message) == [
        "checkpoint 3 was kept, the store's last one is 2"
      ])
  }

  @Test func anotherRootIsNamed() async throws {
    let folder = try await StoreFolder.filled(6, signedAtClose: true)
    let kept = try await checkpoint(folder, covering: 6)
    let key = try #require(try AuditKey.load(AuditKey.path(besides: folder.store)))
    // The owner has the key that signs: records and checkpoints are made anew.
    try folder.edit { db in
      try db.rewrite(2) { $0.operation = "Archive" }
      for later: Int64 in 3...6 { try db.rewrite(later) { _ in } }
      try db.sign(again: 2, with: key)
    }
    #expect(try await folder.verify().findings == [])
    #expect(try await folder.verify(against: [kept]).findings.map(\.kind) == [.resealed])
  }

  @Test func anotherKeyIsNamed() async throws {
    let folder = try await StoreFolder.filled(6, signedAtClose: true)
    var kept = KeptCopies()
    kept.publicKeys = [try await key(folder)]
    let forger = try AuditKey.loadOrMake(folder.path + "/forged-key")
    try folder.edit { db in
      for number: Int64 in 1...2 { try db.sign(again: number, with: forger) }
      try db.execute(sql: "UPDATE store SET public_key = '\(forger.publicKey)'")
    }
    let reader = try AuditStore(path: folder.store, access: .read)
    #expect(try await reader.verify().first?.kind == .keyReplaced)
    let report = try await reader.verify(against: kept)
    #expect(report.findings.map(\.kind) == [.keyReplaced, .checkpointForged, .checkpointForged])
    kept.publicKeys = [AuditPublicKey(hexadecimal: forger.publicKey)]
    #expect(try await reader.verify(against: kept).findings == [])
  }

  @Test func anEditedKeyAloneIsNamedAlone() async throws {
    let folder = try await StoreFolder.filled(6, signedAtClose: true)
    try folder.edit("UPDATE store SET public_key = '\(HashValue.zero)'")
    #expect(try await folder.verify().findings.map(\.kind) == [.keyReplaced])
  }

  @Test func aRenumberedCheckpointIsNamed() async throws {
    let folder = try await StoreFolder.filled(9, checkpoints: [3, 6], signedAtClose: true)
    try folder.edit("UPDATE checkpoint SET number = 40 WHERE number = 2")
    #expect(try await folder.verify().findings.map(\.message) == ["checkpoint 2 bears the number 40"])
    try folder.edit("UPDATE checkpoint SET number = -7 WHERE number = 40")
    #expect(try await folder.verify().first?.kind == .checkpointForged)
  }

  @Test func keysAreReadAsTheyAreWritten() async throws {
    let key = try await key(try await StoreFolder.filled(1))
    #expect(AuditPublicKey(key.description) == key)
    #expect(AuditPublicKey(" \(key.hexadecimal.uppercased())\n") == key)
  }
}
