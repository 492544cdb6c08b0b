import GRDB

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

extension Database {
  func record(_ seq: Int64) throws -> AuditLog.Record? {
    try Row.fetchOne(self, sql: "SELECT seq, record, hash FROM audit_log WHERE seq = ?", arguments: [seq])
      .map { try AuditLog.Record($0, path: "") }
  }

  /// Changes a record and seals it again on top of the one before it.
  func rewrite(_ seq: Int64, _ change: (inout Entry) -> Void) throws {
    guard let old = try record(seq) else { return }
    var entry = old.entry
    change(&entry)
    try execute(sql: "DELETE FROM audit_log WHERE seq = ?", arguments: [seq])
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
      try execute(
        sql: """
          INSERT INTO audit_log (seq, session, at, kind, previous, record, hash)
          VALUES (?, 'a', 'b', 'c', 'd', 'no record', 'no hash')
          """, arguments: [seq])
    }
  }

  private func seal(at seq: Int64, on previous: HashValue) throws {
    guard let neighbour = try record(1) else { return }
    try AuditLog.Record(sealing: neighbour.entry, seq: seq, at: neighbour.at, previous: previous).insert(self)
  }

  private func copy(_ seq: Int64, to place: Int64) throws {
    let others = Array(AuditLog.Column.allCases.map(\.rawValue).dropFirst()) + ["record", "hash"]
    let names = others.joined(separator: ", ")
    try execute(
      sql: "INSERT INTO audit_log (seq, \(names)) SELECT ?, \(names) FROM audit_log WHERE seq = ?",
      arguments: [place, seq])
  }
}
