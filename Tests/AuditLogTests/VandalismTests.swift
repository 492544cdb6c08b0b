import Foundation
import GRDB
import Testing

@testable import AuditLog

/// Edits drawn by lot: none may bring the verifier down, none may pass unseen.
@Suite struct VandalismTests {
  @Test func whateverWasDoneIsSeen() async throws {
    let original = try await StoreFolder.filled(12, checkpoints: [4, 8], signedAtClose: true)
    let folder = StoreFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/state", withIntermediateDirectories: true)
    var lot = Lot(state: 7)
    for _ in 0..<60 {
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.store + suffix) }
      try FileManager.default.copyItem(atPath: original.store, toPath: folder.store)
      let edits = (0..<Int.random(in: 1...4, using: &lot)).map { _ in edit(&lot) }
      let isChanged = try folder.changes(edits)
      #expect(try await folder.verify().isIntact == !isChanged, "\(edits)")
    }
  }

  private func edit(_ lot: inout Lot) -> String {
    func seq() -> Int { Int.random(in: 1...12, using: &lot) }
    let numbers = ["9223372036854775807", "-9223372036854775808", "9007199254740991", "0", "-1", "40", "7"]
    let number = numbers.randomElement(using: &lot) ?? ""
    let column = (Column.allCases.map(\.rawValue) + ["record", "hash"]).randomElement(using: &lot) ?? ""
    let values = [
      "NULL", "''", "x'ff00'", "1.5", "'9e999'", number, "(SELECT \(column) FROM audit_log WHERE seq = \(seq()))",
    ]
    let edits = [
      "UPDATE OR IGNORE audit_log SET \(column) = \(values.randomElement(using: &lot) ?? "") WHERE seq = \(seq())",
      "UPDATE OR IGNORE audit_log SET seq = \(number) WHERE seq = \(seq())",
      "DELETE FROM audit_log WHERE seq = \(seq())",
      "DELETE FROM audit_log WHERE seq < \(seq())",
      "UPDATE OR IGNORE audit_log SET seq = 1000 - seq WHERE seq BETWEEN \(seq()) AND \(seq())",
      "UPDATE audit_log SET record = json_set(record, '$.seq', \(number)) WHERE seq = \(seq())",
      "UPDATE audit_log SET record = json_remove(record, '$.previous') WHERE seq = \(seq())",
      "UPDATE checkpoint SET size = \(number) WHERE number = \(Int.random(in: 1...4, using: &lot))",
    ]
    return edits.randomElement(using: &lot) ?? ""
  }
}

extension StoreFolder {
  /// Makes the edits, and seals some records again where they stand.
  func changes(_ edits: [String]) throws -> Bool {
    let contents = "SELECT * FROM audit_log UNION ALL SELECT *, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0 FROM checkpoint"
    let database = try DatabaseQueue(path: store)
    return try database.write { db in
      let before = try Row.fetchAll(db, sql: contents)
      // Some edits are not possible after others.
      for edit in edits { try? db.execute(sql: edit) }
      for row in try Row.fetchAll(db, sql: "SELECT seq, record FROM audit_log WHERE seq % 2 = 0") {
        let record = String.fromDatabaseValue(row["record"]) ?? ""
        try db.execute(
          sql: "UPDATE audit_log SET hash = ? WHERE seq = ?",
          arguments: [HashValue.leaf(record.utf8).description, Int64.fromDatabaseValue(row["seq"])])
      }
      return try Row.fetchAll(db, sql: contents) != before
    }
  }
}

/// A generator that gives the same numbers every time.
struct Lot: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
