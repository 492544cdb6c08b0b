@testable import AuditLog

/// A finding without its words.
struct Named: Equatable {
  let kind: Finding.Kind
  let seq: Int64

  init(_ kind: Finding.Kind, _ seq: Int64) {
    self.kind = kind
    self.seq = seq
  }
}

extension StoreFolder {
  func kinds() async throws -> [Named] { try await verify().findings.map { Named($0.kind, $0.seq) } }
}

extension StoreFolder {
  /// Renumbers the records after `seq`; by way of negative numbers, since PostgreSQL allows no two equal ones meanwhile.
  func move(by step: Int, after seq: Int64) throws {
    try edit(
      "UPDATE audit_log SET seq = -(seq + \(step)) WHERE seq > \(seq)",
      "UPDATE audit_log SET seq = -seq WHERE seq < 0")
  }
}

extension AuditLog.Record {
  func insert(_ db: any StoreConnection) throws {
    try insert(db, columns: EntryDraft(entry).row(seq: seq, at: at, previous: previous).columns)
  }
}

extension StoreConnection {
  func record(_ seq: Int64) throws -> AuditLog.Record? {
    try row("SELECT seq, record, hash FROM audit_log WHERE seq = ?", [.integer(seq)])
      .map { try AuditLog.Record($0, path: "") }
  }

  /// Changes a record and seals it again on top of the one before it.
  func rewrite(_ seq: Int64, _ change: (inout Entry) -> Void) throws {
    guard let old = try record(seq) else { return }
    var entry = old.entry
    change(&entry)
    try run("DELETE FROM audit_log WHERE seq = ?", [.integer(seq)])
    let previous = try record(seq - 1)?.hash ?? .zero
    try AuditLog.Record(sealing: entry, seq: seq, at: old.at, previous: previous).insert(self)
  }

  func insert(_ forgery: TamperingTests.Forgery, at seq: Int64) throws {
    switch forgery {
    case .chained: try seal(at: seq, on: try record(seq - 1)?.hash ?? .zero)
    case .unchained: try seal(at: seq, on: .of([7]))
    case .copy: try copy(seq - 1, to: seq)
    case .laterCopy: try copy(9, to: seq)
    case .rubbish:
      try run(
        """
        INSERT INTO audit_log (seq, session, at, kind, previous, record, hash)
        VALUES (?, 'a', 'b', 'c', 'd', 'no record', 'no hash')
        """, [.integer(seq)])
    }
  }

  private func seal(at seq: Int64, on previous: HashValue) throws {
    guard let neighbour = try record(1) else { return }
    try AuditLog.Record(sealing: neighbour.entry, seq: seq, at: neighbour.at, previous: previous).insert(self)
  }

  private func copy(_ seq: Int64, to place: Int64) throws {
    let others = Array(AuditLog.Column.allCases.map(\.rawValue).dropFirst()) + ["record", "hash"]
    let names = others.joined(separator: ", ")
    try run(
      "INSERT INTO audit_log (seq, \(names)) SELECT CAST(? AS BIGINT), \(names) FROM audit_log WHERE seq = ?",
      [.integer(place), .integer(seq)])
  }
}

extension StoreConnection {
  /// Signs what lies below a checkpoint now.
  func sign(again number: Int64, with key: AuditKey) throws {
    let row = try row("SELECT \(Checkpoint.columns) FROM checkpoint WHERE number = ?", [.integer(number)])
    let store = try StoreIdentity.fetch(self, path: "")
    guard let row, let old = Checkpoint(row, store: store.id) else { return }
    var tree = MerkleFrontier()
    var head = HashValue.zero
    for row in try rows("SELECT hash FROM audit_log WHERE seq <= ? ORDER BY seq", [.integer(old.size)]) {
      head = HashValue(hex: row.text("hash") ?? "") ?? .zero
      tree.append(head)
    }
    try run("DELETE FROM checkpoint WHERE number = ?", [.integer(number)])
    try Checkpoint(number: number, store: old.store, frontier: tree, head: head, at: old.at, key: key)
      .insert(self, peaks: tree.peaks)
  }
}
