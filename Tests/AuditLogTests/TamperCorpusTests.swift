import Foundation
import GRDB
import Testing

@testable import AuditLog

/// Edits of a real store, drawn by lot: all are to be found, and nearly all to be called by their name.
@Suite struct TamperCorpusTests {
  private struct Corpus: Sendable {
    let folder: StoreFolder
    let otherFolder: StoreFolder
    let store: LooseStore
    let other: LooseStore
    let key: AuditKey
    let forger: AuditKey
    /// What an auditor keeps: the newest checkpoint and the store's key.
    let kept: KeptCopies

    static func make() async throws -> Corpus {
      let (folder, otherFolder) = (try await makeStore(), try await makeStore())
      let reader = try AuditStore(path: folder.store, access: .read)
      var kept = KeptCopies(checkpoints: try await reader.checkpoints().suffix(1))
      kept.publicKeys = [try await reader.publicKey()]
      let key = try #require(try AuditKey.load(AuditKey.path(besides: folder.store)))
      return Corpus(
        folder: folder, otherFolder: otherFolder, store: try LooseStore(reading: folder.store),
        other: try LooseStore(reading: otherFolder.store), key: key,
        forger: try AuditKey.loadOrMake(folder.path + "/forged-key"), kept: kept)
    }

    /// Six sessions in three runs, signed within and at their ends.
    private static func makeStore() async throws -> StoreFolder {
      let folder = StoreFolder()
      for number in 1...3 {
        let store = try folder.open()
        try await store.fill(1...(5 * number), in: SessionID(at: folder.clock.now))
        if number == 2 { _ = try await store.checkpoint() }
        folder.clock.advance(seconds: 5)
        try await store.fill(1...12, in: SessionID(at: folder.clock.now))
        try await store.close()
      }
      return folder
    }
  }

  private struct Tally: Sendable {
    var edits = 0
    var missed: [String] = []
    var misnamed: [String: Int] = [:]

    mutating func note(_ name: String, _ wanted: [Finding.Kind], _ report: Verification) {
      edits += 1
      guard let first = report.first else { return missed.append(name) }
      if !wanted.contains(first.kind) { misnamed["\(name): \(first.kind)", default: 0] += 1 }
    }

    mutating func add(_ other: Tally) {
      edits += other.edits
      missed += other.missed
      misnamed.merge(other.misnamed, uniquingKeysWith: +)
    }

    var rightly: Double { edits == 0 ? 0 : 1 - Double(misnamed.values.reduce(0, +)) / Double(edits) }

    func summary(_ title: String) -> String {
      let rows = misnamed.sorted { $0.value > $1.value }.map { "  \($0.value) × \($0.key)\n" }.joined()
      let named = edits - missed.count - misnamed.values.reduce(0, +)
      return "\(title): \(edits) edits, \(edits - missed.count) found, \(named) named rightly\n\(rows)"
    }
  }

  @Test func fiveThousandEditsAreFoundAndNamed() async throws {
    let corpus = try await Corpus.make()
    let untouched = try corpus.store.verify(against: corpus.kept, keyBeside: corpus.key.publicKey)
    #expect(untouched.findings == [])
    let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
      for part in 1...4 { group.addTask { try Self.tamper(corpus, seed: UInt64(part), edits: 1250) } }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
    print(tally.summary("tamper corpus, \(corpus.store.records.count) records in memory"), terminator: "")
    #expect(tally.edits == 5000)
    #expect(tally.missed == [])
    #expect(tally.rightly >= 0.95)
  }

  private static func tamper(_ corpus: Corpus, seed: UInt64, edits: Int) throws -> Tally {
    var lot = Lot(state: seed)
    var tally = Tally()
    let tamperings = Tampering.all(other: corpus.other, forger: corpus.forger)
    while tally.edits < edits, let tampering = tamperings.randomElement(using: &lot) {
      var store = corpus.store
      guard let wanted = tampering.edit(&store, &lot) else { continue }
      tally.note(tampering.name, wanted, try store.verify(against: corpus.kept, keyBeside: corpus.key.publicKey))
    }
    return tally
  }

  @Test func editsOfTheFileAreFoundAndNamed() async throws {
    let corpus = try await Corpus.make()
    let reader = try AuditStore(path: corpus.folder.store, access: .read)
    #expect(try await reader.verify(against: corpus.kept).findings == [])
    try await reader.close()
    let copy = StoreFolder()
    try FileManager.default.createDirectory(atPath: copy.path + "/state", withIntermediateDirectories: true)
    var lot = Lot(state: 99)
    var tally = Tally()
    let tamperings = Tampering.all(other: corpus.other, forger: corpus.forger)
    while tally.edits < 200, let tampering = tamperings.randomElement(using: &lot) {
      var store = corpus.store
      guard let wanted = tampering.edit(&store, &lot) else { continue }
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy.store + suffix) }
      try FileManager.default.copyItem(atPath: corpus.folder.store, toPath: copy.store)
      try store.write(to: copy.store, insteadOf: corpus.store)
      let edited = try AuditStore(path: copy.store, access: .read)
      tally.note(tampering.name, wanted, try await edited.verify(against: corpus.kept))
      try await edited.close()
    }
    print(tally.summary("tamper corpus, through files"), terminator: "")
    #expect(tally.missed == [])
    #expect(tally.rightly >= 0.95)
  }
}

extension LooseStore {
  /// Makes the rows of the file that differ from `original` these.
  fileprivate func write(to path: String, insteadOf original: LooseStore) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = OFF; BEGIN")
      let before = Dictionary(uniqueKeysWithValues: original.records.map { ($0.seq, $0) })
      let after = Dictionary(uniqueKeysWithValues: records.map { ($0.seq, $0) })
      for row in original.records where after[row.seq] != row {
        try db.execute(sql: "DELETE FROM audit_log WHERE seq = ?", arguments: [row.seq])
      }
      for row in records where before[row.seq] != row {
        try db.run(
          "INSERT INTO audit_log (\(Column.list), record, hash) VALUES (\(Self.marks(row.values)))", row.values)
      }
      try db.execute(sql: "DELETE FROM checkpoint; DELETE FROM store")
      for row in signed {
        try db.run("INSERT INTO checkpoint (\(Checkpoint.columns)) VALUES (\(Self.marks(row.values)))", row.values)
      }
      try db.run("INSERT INTO store (id, public_key) VALUES (?, ?)", [.text(identity.id), .text(identity.publicKey)])
      try db.execute(sql: "COMMIT")
    }
  }

  private static func marks(_ values: [StoreValue]) -> String { values.map { _ in "?" }.joined(separator: ", ") }
}
