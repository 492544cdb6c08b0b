import GRDB
import Synchronization

@testable import AuditLog

/// A real store's rows in memory, where they can be edited.
struct LooseStore: StoreContents {
  var identity: StoreIdentity
  /// In the order of their places.
  var records: [LooseRow]
  /// In the order of their numbers.
  var signed: [LooseCheckpoint]
  private let memory = SignatureMemory()

  init(reading path: String) throws {
    (identity, records, signed) = try DatabaseQueue(path: path).read { db in
      let names = (Column.allCases.map(\.rawValue) + ["record", "hash"]).joined(separator: ", ")
      return (
        try StoreIdentity.fetch(db, path: path),
        try db.rows("SELECT \(names) FROM audit_log ORDER BY seq").map { LooseRow($0.values) },
        try db.rows("SELECT \(Checkpoint.columns) FROM checkpoint ORDER BY number").map { LooseCheckpoint($0.values) }
      )
    }
  }

  func verify(against kept: KeptCopies, keyBeside: String) throws -> Verification {
    try Verifier.verify(self, store: identity, keyBeside: keyBeside, kept: kept)
  }

  mutating func sort() {
    records.sort { $0.seq < $1.seq }
    signed.sort { $0.number < $1.number }
  }

  func rows() -> () throws -> StoredRow? {
    var rest = records[...]
    return { rest.popFirst()?.stored }
  }

  func checkpoints() -> () throws -> StoredCheckpoint? {
    var rest = signed[...]
    return { [id = identity.id] in rest.popFirst()?.stored(id) }
  }

  func row(at seq: Int64) -> StoredRow? { records.first { $0.seq == seq }?.stored }

  func row(claiming seq: Int64, besides place: Int64) -> StoredRow? {
    records.first { $0.seq != place && $0.stored.recordSeq == seq }?.stored
  }

  func checkpoints(covering size: Int64) -> [Checkpoint] {
    signed.compactMap { $0.stored(identity.id).checkpoint }.filter { $0.size == size }
  }
}

extension LooseStore {
  func signer(of checkpoint: Checkpoint, in store: StoreIdentity) -> String? {
    memory.signer(of: checkpoint, in: store)
  }
}

/// Signatures that were checked: the same ones come again with every edit.
private final class SignatureMemory: Sendable {
  private struct Question: Hashable {
    let checkpoint: Checkpoint
    let store: StoreIdentity
  }

  private let answers = Mutex<[Question: String?]>([:])

  func signer(of checkpoint: Checkpoint, in store: StoreIdentity) -> String? {
    let question = Question(checkpoint: checkpoint, store: store)
    if let answer = answers.withLock({ $0[question] }) { return answer }
    let answer = store.signer(of: checkpoint)
    answers.withLock { $0[question] = .some(answer) }
    return answer
  }
}

struct LooseRow: Equatable {
  static let recordPlace = Column.allCases.count
  static let hashPlace = recordPlace + 1

  private(set) var values: [StoreValue]
  private(set) var stored: StoredRow
  private(set) var record: AuditLog.Record?

  init(_ values: [StoreValue], _ record: AuditLog.Record? = nil) {
    self.values = values
    stored = Self.stored(values)
    self.record = record ?? AuditLog.Record(canonical: values[Self.recordPlace].text ?? "", hash: stored.computedHash)
  }

  /// A record as the store itself would write it.
  init(_ record: AuditLog.Record) {
    let members = JSONValue(canonical: record.canonical)?.members ?? [:]
    self.init(
      Column.allCases.map { $0.value(in: members) } + [.text(record.canonical), .text(record.hash.description)], record)
  }

  private static func stored(_ values: [StoreValue]) -> StoredRow {
    StoredRow(columns: Array(values.prefix(recordPlace)), record: values[recordPlace], hash: values[hashPlace])
  }

  static func == (left: LooseRow, right: LooseRow) -> Bool { left.values == right.values }

  var seq: Int64 { stored.seq }

  mutating func move(to seq: Int64) {
    values[0] = .integer(seq)
    stored = stored.placed(at: seq)
  }

  mutating func set(_ place: Int, _ value: StoreValue) {
    values[place] = value
    stored = Self.stored(values)
    record = nil
  }
}

struct LooseCheckpoint: Equatable {
  static let names = ["number", "size", "root", "head", "at", "signature", "peaks"]

  var values: [StoreValue]
  var number: Int64 { values[0].integer ?? 0 }

  init(_ values: [StoreValue]) { self.values = values }

  func stored(_ store: String) -> StoredCheckpoint {
    let row = StoreRow(names: Self.names, values: values)
    return StoredCheckpoint(
      number: row.integer("number"), checkpoint: Checkpoint(row, store: store), peaks: row.text("peaks"))
  }
}
