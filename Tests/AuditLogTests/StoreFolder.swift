import Foundation
import GRDB
import PostgresTesting
import Synchronization

@testable import AuditLog

/// A folder of its own for one test, gone with the test.
final class StoreFolder: Sendable {
  let path = NSTemporaryDirectory() + "kmsh-audit-\(UUID().uuidString)"
  let clock = HandClock()
  let kind: StoreKind
  let address: PostgresAddress?

  init() {
    kind = .sqlite
    address = nil
  }

  init(_ kind: StoreKind) throws {
    self.kind = kind
    address = kind == .postgres ? try PostgresServer.shared?.makeStore() : nil
  }

  /// The file of a store in SQLite.
  var store: String { path + "/state/audit.sqlite" }

  var location: AuditStoreLocation {
    address.map { .postgres($0, key: path + "/state/audit-key") } ?? .sqlite(path: store)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func open(patience: Double = 10) throws -> AuditStore {
    try AuditStore(at: location, patience: patience, clock: { [clock] in clock.now })
  }

  /// A store of `count` records with a checkpoint after each of the given ones, and one at close if wanted.
  static func filled(
    _ count: Int, checkpoints: Set<Int> = [], signedAtClose: Bool = false, on kind: StoreKind = .sqlite
  ) async throws -> StoreFolder {
    let folder = try StoreFolder(kind)
    let store = try folder.open()
    let session = SessionID(at: folder.clock.now)
    var start = 1
    for end in checkpoints.sorted() + [count] {
      try await store.fill(start...end, in: session)
      if checkpoints.contains(end) { _ = try await store.checkpoint() }
      start = end + 1
    }
    if signedAtClose { try await store.close() }
    return folder
  }

  func edit(_ sql: String...) throws { try change { db in for statement in sql { try db.script(statement) } } }

  /// Works on whatever the store is kept in.
  func change(_ body: (any StoreConnection) throws -> Void) throws {
    guard let address else { return try edit { try body($0) } }
    let connection = PostgresConnection(address, patience: 10, isWritable: true)
    try connection.transaction { try body(connection) }
  }

  func edit(_ body: (Database) throws -> Void) throws {
    try DatabaseQueue(path: store).write { db in try body(db) }
  }

  func verify(against kept: [Checkpoint] = []) async throws -> Verification {
    try await AuditStore(at: location, access: .read).verify(against: KeptCopies(checkpoints: kept))
  }

  func mode(_ file: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path + "/" + file)[.posixPermissions] as? Int
  }
}

extension AuditStore {
  /// Appends all at once, so that they share transactions.
  func fill(_ numbers: ClosedRange<Int>, in session: SessionID) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in numbers { group.addTask { try await self.append(.sample(number, in: session)) } }
      try await group.waitForAll()
    }
  }
}

/// A clock that moves when it is told to.
final class HandClock: Sendable {
  private let time = Mutex(Timestamp(microseconds: 1_790_000_000_000_000))

  var now: Timestamp { time.withLock { $0 } }

  func advance(seconds: Int64) {
    time.withLock { $0 = Timestamp(microseconds: $0.microseconds + seconds * 1_000_000) }
  }
}

extension Entry {
  /// An entry with something in every column.
  static func sample(_ number: Int, in session: SessionID) -> Entry {
    var entry = Entry(.result, in: session, statement: "destroy \"key-\(number)\"")
    entry.source = Source(file: "reap.kms", sha256: "ab12", line: Int64(number), step: "reap", item: "3", attempt: 1)
    entry.effect = "destructive"
    entry.operation = "Destroy"
    entry.operationID = "op-\(number)"
    entry.entityType = "SymmetricKey"
    entry.entityIDs = ["key-\(number)", "zwölf"]
    entry.status = .ok
    entry.reason = "none"
    entry.message = "destroyed"
    entry.tookMicroseconds = 1234
    entry.attempts = 1
    entry.before = ["state": "deactivated"]
    entry.after = ["state": "destroyed"]
    entry.details = ["profile": "prod"]
    return entry
  }
}
