import Foundation
import PostgresTesting
import Testing

@testable import AuditLog

@Suite(.enabled(if: PostgresServer.shared != nil, "PostgreSQL is not installed"))
struct PostgresTests {
  private func server() throws -> PostgresServer { try #require(PostgresServer.shared) }

  @Test func everyEditedColumnIsNamed() async throws {
    let columns = Column.allCases.filter { $0 != .seq }
    let folder = try await StoreFolder.filled(columns.count, signedAtClose: true, on: .postgres)
    for (index, column) in columns.enumerated() {
      let forged = [.took, .attempts].contains(column) ? "7" : column == .previous ? "repeat('0', 64)" : "'forged'"
      try folder.edit("UPDATE audit_log SET \(column.rawValue) = \(forged) WHERE seq = \(index + 1)")
    }
    #expect(
      try await folder.kinds()
        == columns.enumerated().map { Named(.editedColumn($1.rawValue), Int64($0 + 1)) })
  }

  @Test func editedAndResealedRecordsAreNamed() async throws {
    let folder = try await StoreFolder.filled(9, signedAtClose: true, on: .postgres)
    try folder.edit(
      "UPDATE audit_log SET record = replace(record, 'Destroy', 'Archive') WHERE seq = 2",
      "UPDATE audit_log SET record = 'no record' WHERE seq = 4")
    try folder.change { try $0.rewrite(7) { $0.operation = "Archive" } }
    #expect(try await folder.kinds() == [2, 4, 7].map { Named(.editedRecord, $0) })
  }

  @Test func eachHostSignsWithItsOwnKey() async throws {
    let address = try server().makeStore()
    let folders = [StoreFolder(), StoreFolder()]
    let stores = try folders.map { try AuditStore(at: .postgres(address, key: $0.path + "/audit-key")) }
    for store in stores {
      try await store.append(.sample(1, in: SessionID()))
      _ = try await store.checkpoint()
    }
    let report = try await stores[1].verify()
    #expect(report.findings == [])
    #expect(report.signers.values.sorted() == [1, 2])
    let connection = PostgresConnection(address, patience: 1, isWritable: true)
    try connection.script("DELETE FROM signer")
    #expect(try await stores[1].verify().findings.map(\.kind) == [.checkpointForged])
  }

  @Test func twoHostsKeepOneChain() async throws {
    let address = try server().makeStore()
    let folders = [StoreFolder(), StoreFolder()]
    let stores = try folders.map { try AuditStore(at: .postgres(address, key: $0.path + "/audit-key")) }
    let session = SessionID()
    let places = try await withThrowingTaskGroup(of: Int64.self) { group in
      for number in 1...300 {
        group.addTask { try await stores[number % 2].append(.sample(number, in: session)).seq }
      }
      return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
    }
    #expect(places == Set(1...300))
    for store in stores { try await store.close() }
    let report = try await AuditStore(
      at: .postgres(address, key: folders[0].path + "/audit-key"), access: .read
    ).verify()
    #expect(report.findings == [])
    #expect(report.records == 300)
  }

  @Test func nothingAcknowledgedIsLostWhenTheServerIsKilled() async throws {
    let server = try server().twin()
    let address = try server.makeStore()
    let folder = StoreFolder()
    let location = AuditStoreLocation.postgres(address, key: folder.path + "/audit-key")
    let store = try AuditStore(at: location)
    let session = SessionID()
    let lines = Lines()
    await withTaskGroup(of: Void.self) { group in
      for writer in 1...4 {
        group.addTask {
          for number in 1... {
            guard let record = try? await store.append(.sample(writer * 100_000 + number, in: session)) else { return }
            lines.add("\(record.seq) \(record.hash)")
          }
        }
      }
      group.addTask {
        while lines.all.count < 50 { await Task.yield() }
        try? server.kill()
      }
    }
    #expect(lines.all.count >= 50)
    await #expect { try await store.append(.sample(1, in: session)) } throws: { error in
      if case .unreachable = error as? AuditError { true } else { false }
    }
    try server.start()
    let next = try await store.append(.sample(2, in: session))
    let kept = Set(try await store.records(session: session).map { "\($0.seq) \($0.hash)" })
    #expect(kept.isSuperset(of: lines.all))
    #expect(next.seq >= Int64(lines.all.count) + 1)
    #expect(try await store.verify().findings == [])
    try await store.close()
  }

  @Test func aLockedStoreIsNamed() async throws {
    let folder = try StoreFolder(.postgres)
    let store = try folder.open(patience: 0.05)
    try await store.append(Entry(.local, in: SessionID()))
    let other = PostgresConnection(try #require(folder.address), patience: 1, isWritable: true)
    try other.script("BEGIN; LOCK TABLE audit_log IN EXCLUSIVE MODE")
    await #expect(throws: AuditError.locked(path: store.path)) {
      try await store.append(Entry(.local, in: SessionID()))
    }
    try other.script("ROLLBACK")
    #expect(try await store.append(Entry(.local, in: SessionID())).seq == 2)
  }

  @Test func aWrongPasswordIsToldWithoutIt() throws {
    let server = try server()
    try server.run("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    let location = AuditStoreLocation.postgres(
      try PostgresAddress(server.url(user: "guarded", password: "wr0ng-secret")), key: StoreFolder().path + "/audit-key"
    )
    let error = #expect(throws: AuditError.self) { try AuditStore(at: location) }
    let message = error?.message ?? ""
    #expect(message.hasPrefix("the audit log postgres://guarded@\(server.folder)/postgres cannot be reached: "))
    #expect(message.contains("password authentication failed for user \"guarded\""))
    #expect(!"\(location)\(error as Any)".contains("wr0ng-secret"))
  }

  @Test func anotherProgramsTablesAreLeftAlone() throws {
    let folder = try StoreFolder(.postgres)
    try folder.edit("CREATE TABLE store (name TEXT)")
    #expect(
      throws: AuditError.cannotOpen(path: folder.location.description, cause: "it is another program's database")
    ) { try folder.open() }
  }
}

@Suite struct PostgresAddressTests {
  @Test(arguments: [
    ("postgres://ada:s3cret@db.example:5433/audit?sslmode=require", "postgres://ada@db.example:5433/audit"),
    ("postgresql:///audit?host=/run/postgresql&password=s3cret", "postgres:///run/postgresql/audit"),
    ("postgres://db/audit", "postgres://db/audit"),
  ])
  func isShownWithoutPassword(url: String, text: String) throws {
    #expect(try PostgresAddress(url).description == text)
  }

  @Test(arguments: [
    ("postgres://db.example/audit", "verify-full"), ("postgres://db.example/audit?sslmode=require", nil),
    ("postgres:///audit", nil), ("postgres:///audit?host=/run/postgresql", nil), ("postgres://localhost/audit", nil),
    ("postgres://localhost,db.example/audit", "verify-full"),
  ])
  func verifiesWhatIsNotLocal(url: String, mode: String?) throws {
    #expect(try PostgresAddress(url).defaults["sslmode"] == mode)
  }

  @Test(arguments: [
    "postgres://ada:pa%zz@db/audit", "postgres://ada:p@ss@db/audit", "/var/audit", "postgres://db:x/a?no=1",
  ])
  func refusesWithoutShowingIt(url: String) {
    let error = #expect(throws: AuditError.self) { try PostgresAddress(url) }
    #expect(error?.message.contains("ada") == false)
  }

  @Test func aLocationIsReadFromTheConfiguration() throws {
    #expect(try AuditStoreLocation("/a/audit.sqlite", keys: "/k") == .sqlite(path: "/a/audit.sqlite"))
    #expect(
      try AuditStoreLocation("postgres://db/audit", keys: "/k")
        == .postgres(PostgresAddress("postgres://db/audit"), key: "/k/audit-key"))
  }
}
