import AuditLog
import Foundation
import GRDB

/// How many records a second are made durable, beside what SQLite does with rows of that size.
struct AuditSpeed {
  private let folder: String
  private let statements = 2000

  /// - Parameter folder: On the disk that is to be measured.
  init(folder: String) { self.folder = folder + "/kmsh-bench-\(UUID().uuidString)" }

  func print() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var rates: [(one: Int, eight: Int, bare: Int, rows: Int)] = []
    // In turns, so that what else the machine does falls on all four.
    for round in 1...5 {
      rates.append(
        (
          try await audited("one-\(round)", parallel: 1), try await audited("eight-\(round)", parallel: 8),
          try bare("bare-\(round)"), try bareRows("rows-\(round)")
        ))
    }
    let (one, eight) = (Self.median(rates.map(\.one)), Self.median(rates.map(\.eight)))
    let (bare, rows) = (Self.median(rates.map(\.bare)), Self.median(rates.map(\.rows)))
    Swift.print("audit records a second, an intent and a result for each statement, median of 5:")
    Swift.print("  parallel 1: \(one)   parallel 8: \(eight), \(Self.ratio(eight, one)) times that")
    Swift.print(
      "  bare SQLite, 8 rows of that size a transaction: \(bare); parallel 8 reaches \(Self.ratio(eight, bare)) of it")
    Swift.print(
      "  the log's own rows and index, bare SQLite, 8 a transaction: \(rows); parallel 8 reaches \(Self.ratio(eight, rows)) of it"
    )
  }

  private func audited(_ name: String, parallel: Int) async throws -> Int {
    let store = try AuditStore(path: "\(folder)/\(name)/audit.sqlite")
    let session = SessionID()
    let count = parallel == 1 ? statements / 4 : statements
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<parallel {
        group.addTask {
          for number in stride(from: task, to: count, by: parallel) {
            try await store.append(Self.entry(.intent, number, session))
            try await store.append(Self.entry(.result, number, session))
          }
        }
      }
      try await group.waitForAll()
    }
    let rate = Self.rate(2 * count, since: start)
    try await store.close()
    return rate
  }

  /// WAL, `synchronous=FULL`, a prepared statement, a row with as many bytes as a record and its columns.
  private func bare(_ name: String) throws -> Int {
    let database = try DatabaseQueue(path: "\(folder)/\(name).sqlite")
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      try db.execute(sql: "CREATE TABLE bare (seq INTEGER PRIMARY KEY, record TEXT)")
    }
    let text = String(repeating: "r", count: try rowSize(of: "one-1"))
    let start = ContinuousClock.now
    try database.writeWithoutTransaction { db in
      let insertion = try db.makeStatement(sql: "INSERT INTO bare VALUES (?, ?)")
      for group in 0..<(statements / 4) {
        try db.inTransaction(.immediate) {
          for row in 0..<8 { try insertion.execute(arguments: [group * 8 + row, text]) }
          return .commit
        }
      }
    }
    let rate = Self.rate(2 * statements, since: start)
    try database.close()
    return rate
  }

  /// The same with the rows and the index that the log has, made beforehand.
  private func bareRows(_ name: String) throws -> Int {
    let database = try DatabaseQueue(path: "\(folder)/\(name).sqlite")
    let (schema, rows) = try DatabaseQueue(path: "\(folder)/one-1/audit.sqlite").read { db in
      (
        try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE tbl_name = 'audit_log' AND sql IS NOT NULL"),
        try Row.fetchAll(db, sql: "SELECT * FROM audit_log").map { Array($0.databaseValues.dropFirst()) }
      )
    }
    let start = try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      for sql in schema { try db.execute(sql: sql) }
      let places = Array(repeating: "?", count: (rows.first?.count ?? 0) + 1).joined(separator: ", ")
      let insertion = try db.makeStatement(sql: "INSERT INTO audit_log VALUES (\(places))")
      let start = ContinuousClock.now
      for group in 0..<(statements / 4) {
        try db.inTransaction(.immediate) {
          for row in group * 8..<group * 8 + 8 {
            try insertion.execute(arguments: StatementArguments([row.databaseValue] + rows[row % rows.count]))
          }
          return .commit
        }
      }
      return start
    }
    let rate = Self.rate(2 * statements, since: start)
    try database.close()
    return rate
  }

  /// The mean size in bytes of a record with its columns.
  private func rowSize(of store: String) throws -> Int {
    try DatabaseQueue(path: "\(folder)/\(store)/audit.sqlite").read { db in
      let columns = try db.columns(in: "audit_log").map { "coalesce(length(CAST(\($0.name) AS BLOB)), 0)" }
      return try Int.fetchOne(
        db, sql: "SELECT CAST(avg(\(columns.joined(separator: " + "))) AS INTEGER) FROM audit_log") ?? 0
    }
  }

  private static func entry(_ kind: Entry.Kind, _ number: Int, _ session: SessionID) -> Entry {
    var entry = Entry(
      kind, in: session, statement: "rotate \"3f0d7c1e-6a5b-4e7e-9d41-\(100_000 + number)\" name=\"key\"")
    entry.source = Entry.Source(
      file: "rotate.kms", sha256: String(repeating: "a", count: 64), line: 12, step: "rotate", item: "\(number)",
      attempt: 1)
    entry.effect = "write"
    entry.operation = "ReKeyKeyPair"
    entry.operationID = "3f0d7c1e-6a5b-4e7e-9d41-\(100_000 + number)"
    entry.entityType = "PrivateKey"
    entry.entityIDs = ["3f0d7c1e-6a5b-4e7e-9d41-\(100_000 + number)"]
    guard kind == .result else { return entry }
    entry.status = .ok
    entry.tookMicroseconds = 1234
    entry.attempts = 1
    return entry
  }

  private static func rate(_ count: Int, since start: ContinuousClock.Instant) -> Int {
    let took = start.duration(to: .now).components
    return Int(Double(count) / (Double(took.seconds) + Double(took.attoseconds) / 1e18))
  }

  private static func median(_ rates: [Int]) -> Int { rates.sorted()[rates.count / 2] }

  private static func ratio(_ part: Int, _ whole: Int) -> String {
    let hundredths = whole > 0 ? part * 100 / whole : 0
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
