import Foundation
import GRDB
import Testing

@testable import AuditLog

@Suite struct TamperingTests {
  @Test(arguments: StoreKind.available)
  func anUntouchedStoreIsIntact(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(12, checkpoints: [4, 8], signedAtClose: true, on: kind)
    let report = try await folder.verify()
    #expect(report.findings == [])
    #expect(report.records == 12)
    #expect(report.checkpoints == 4)
    #expect(report.sessions == 1)
  }

  static let columns = Column.allCases.filter { $0 != .seq }.map(\.rawValue) + ["hash"]

  @Test(arguments: columns, [(1, false), (5, false), (8, false), (8, true)])
  func anEditedColumnIsNamed(column: String, edit: (seq: Int64, isSigned: Bool)) async throws {
    let folder = try await StoreFolder.filled(8, signedAtClose: edit.isSigned)
    // A hash has to look like one.
    let forged = ["hash", "previous"].contains(column) ? HashValue.of([]).description : "forged"
    try folder.edit("UPDATE audit_log SET \(column) = '\(forged)' WHERE seq = \(edit.seq)")
    #expect(try await folder.kinds() == [Named(.editedColumn(column), edit.seq)])
  }

  @Test(arguments: [
    "record = replace(record, 'Destroy', 'Archive')", "record = record || ' '", "record = ''", "record = x'00'",
    "record = replace(record, '\"seq\":', '\"seq\":9')", "record = CAST(record AS BLOB)",
    "record = record || char(0) || 'hidden'", "record = replace(record, '\"previous\":\"', '\"previous\":\"0')",
    "record = replace(record, 'Destroy', 'Archive'), operation = 'Archive'",
  ])
  func anEditedRecordIsNamed(assignment: String) async throws {
    for seq: Int64 in [1, 5, 8] {
      let folder = try await StoreFolder.filled(8, signedAtClose: true)
      try folder.edit("UPDATE audit_log SET \(assignment) WHERE seq = \(seq)")
      #expect(try await folder.kinds() == [Named(.editedRecord, seq)])
    }
  }

  @Test(arguments: [1, 4, 5, 8], [false, true])
  func aRecordSealedAgainIsNamed(seq: Int64, closed: Bool) async throws {
    let folder = try await StoreFolder.filled(8, signedAtClose: closed)
    try folder.edit { try $0.rewrite(seq) { $0.operation = "Archive" } }
    let kinds = try await folder.kinds()
    // Nothing holds the hash of the last record until a checkpoint does.
    #expect(kinds == (seq == 8 && !closed ? [] : [Named(.editedRecord, seq)]))
  }

  @Test(arguments: [1, 5, 8], StoreKind.available)
  func aRemovedRecordIsNamed(seq: Int64, kind: StoreKind) async throws {
    try await removedRecordIsNamed(seq, isRenumbered: false, kind)
    try await removedRecordIsNamed(seq, isRenumbered: true, kind)
  }

  private func removedRecordIsNamed(_ seq: Int64, isRenumbered: Bool, _ kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(9, on: kind)
    try folder.edit("DELETE FROM audit_log WHERE seq = \(seq)")
    if isRenumbered { try folder.move(by: -1, after: seq) }
    #expect(try await folder.kinds() == [Named(.removed, seq)])
  }

  @Test(arguments: StoreKind.available)
  func severalRemovedRecordsAreNamed(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(9, signedAtClose: true, on: kind)
    try folder.edit("DELETE FROM audit_log WHERE seq IN (3, 4, 7)")
    let report = try await folder.verify()
    #expect(report.findings.map(\.message) == ["records 3 to 4 are gone", "record 7 is gone"])
  }

  enum Forgery: CaseIterable { case chained, unchained, copy, laterCopy, rubbish }

  @Test(arguments: Forgery.allCases, StoreKind.available)
  func anInsertedRecordIsNamed(forgery: Forgery, kind: StoreKind) async throws {
    for seq: Int64 in [2, 5, 9] {
      // A well-made record at the end is what a shell would write; a later copy needs a later record.
      if seq == 9, forgery == .chained || forgery == .laterCopy { continue }
      let folder = try await StoreFolder.filled(8, signedAtClose: true, on: kind)
      try folder.move(by: 1, after: seq - 1)
      try folder.change { try $0.insert(forgery, at: seq) }
      #expect(try await folder.kinds() == [Named(.inserted, seq)])
    }
  }

  @Test(arguments: [(1, 2), (4, 5), (3, 7), (1, 8), (7, 8)] as [(Int64, Int64)], StoreKind.available)
  func swappedRecordsAreNamed(places: (Int64, Int64), kind: StoreKind) async throws {
    let (first, second) = places
    let folder = try await StoreFolder.filled(8, signedAtClose: true, on: kind)
    try folder.edit(
      "UPDATE audit_log SET seq = 100 WHERE seq = \(first)",
      "UPDATE audit_log SET seq = \(first) WHERE seq = \(second)",
      "UPDATE audit_log SET seq = \(second) WHERE seq = 100")
    #expect(try await folder.kinds() == [Named(.swapped, first)])
  }

  @Test(arguments: StoreKind.available)
  func reorderedRecordsAreNamed(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(8, signedAtClose: true, on: kind)
    try folder.edit(
      "UPDATE audit_log SET seq = 100 WHERE seq = 3", "UPDATE audit_log SET seq = 3 WHERE seq = 4",
      "UPDATE audit_log SET seq = 4 WHERE seq = 6", "UPDATE audit_log SET seq = 6 WHERE seq = 100")
    #expect(try await folder.kinds() == [Named(.reordered, 3)])
  }

  @Test(arguments: [1, 5, 8])
  func anEditedPlaceIsNamed(seq: Int64) async throws {
    let folder = try await StoreFolder.filled(8, signedAtClose: true)
    try folder.edit("UPDATE audit_log SET seq = 500 WHERE seq = \(seq)")
    #expect(try await folder.kinds() == [Named(.editedColumn("seq"), seq)])
  }

  @Test(arguments: [1, 5, 8])
  func aLogCutBelowACheckpointIsNamed(seq: Int64) async throws {
    let folder = try await StoreFolder.filled(8, signedAtClose: true)
    try folder.edit("DELETE FROM audit_log WHERE seq >= \(seq)")
    #expect(try await folder.kinds() == [Named(.truncated, seq)])
  }

  @Test(
    arguments: [
      (1, .resealed, 1), (3, .resealed, 1), (4, .editedRecord, 4), (6, .resealed, 5), (9, .editedRecord, 9),
    ] as [(Int64, Finding.Kind, Int64)])
  func aChainSealedAgainContradictsItsCheckpoint(seq: Int64, kind: Finding.Kind, named: Int64) async throws {
    let folder = try await StoreFolder.filled(9, checkpoints: [4], signedAtClose: true)
    try folder.edit { db in
      try db.rewrite(seq) { $0.operation = "Archive" }
      for later in Array(seq...9).dropFirst() { try db.rewrite(later) { _ in } }
    }
    let first = try #require(try await folder.verify().first)
    #expect(Named(first.kind, first.seq) == Named(kind, named))
  }

  @Test(arguments: StoreKind.available)
  func bothEditsOfTwoAreNamed(kind: StoreKind) async throws {
    let folder = try await StoreFolder.filled(9, signedAtClose: true, on: kind)
    try folder.edit(
      "UPDATE audit_log SET reason = 'x' WHERE seq = 3", "DELETE FROM audit_log WHERE seq = 6")
    #expect(try await folder.kinds() == [Named(.editedColumn("reason"), 3), Named(.removed, 6)])
  }
}
