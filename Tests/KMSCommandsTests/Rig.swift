import AuditLog
import Foundation
import GRDB
import KMIP
import KMIPClient
import KMIPServer
import KMIPTesting
import KMSCommands
import KMSInterpreter
import TTLV
import KMSSyntax
import KeyStore
import Synchronization
import Testing

/// An embedded KMS, and one session on it whose process may die and be taken up again.
final class Rig: Sendable {
  /// When the process dies.
  enum Death: Sendable {
    /// The record of that number, from 1, is never made.
    case atRecord(Int)
    /// At a request of that number: before the server has it, or after it has acted.
    case beforeRequest(Int)
    case afterRequest(Int)
  }

  static let now: Int64 = 1_800_000_000_000_000

  let profile: ServerProfile
  let folder = NSTemporaryDirectory() + "kmsh-rig-\(UUID().uuidString)"
  private let objects: ObjectStore
  private let kms: EmbeddedKMS
  private let session = SessionID()
  private let wire = Mutex<(@Sendable (any Transport) -> any Transport)?>(nil)
  private let heard = Mutex<[RequestBatchItem]>([])
  let console = Listener()

  init(_ profile: ServerProfile = .embedded) throws {
    self.profile = profile
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    objects = try ObjectStore.inMemory()
    kms = EmbeddedKMS(
      store: objects, clock: { Self.now },
      description: ServerDescription(vendorIdentification: "kmsh", serverName: "kmsh embedded KMS", serverVersion: "1"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Puts something between the client and the server, from the next run on.
  func put(_ transport: @escaping @Sendable (any Transport) -> any Transport) { wire.withLock { $0 = transport } }

  /// Operations that came through to the server, writes alone, with the object that each names.
  var writes: [String] {
    heard.withLock { $0 }.filter { !$0.operation.isRepeatable }.map { item in
      ([item.operation.name] + [item.payload.identifier].compactMap { $0 }).joined(separator: " ")
    }
  }

  var requests: [OperationCode] { heard.withLock { $0.map(\.operation) } }

  /// Runs the script from its beginning, or goes on with it.
  @discardableResult
  func run(
    _ text: String, resuming: Bool = false, retryingFailed: Bool = false, dying death: Death? = nil,
    password: String = "hunter2"
  ) async throws -> Outcome {
    let store = try AuditStore(path: folder + "/audit.sqlite")
    let records = try await store.records(session: session)
    let journal = Journal(session: session, store: store)
    let past = resuming ? Past(records, retriesFailed: retryingFailed) : nil
    try await journal.open(["now": .int(Self.now)], isResumed: resuming)
    if case .atRecord(let number)? = death { try stopRecords(at: number) }
    let transport = Recording(
      death: death, respond: { await self.respond(to: $0) }, die: { try? self.stopRecords(at: 0) })
    let client = Client(
      transport: wire.withLock { $0 }?(transport) ?? transport, profile: profile, timing: .still)
    let kms = KMS(clock: { Self.now }, settling: []) { _ in client }
    let session = Session(
      journal: journal, console: console, past: past,
      fingerprint: { "fp-\(HashValue.of(Array($0)).description.prefix(8))" })
    let commands = CommandTable(
      Catalog.commands(kms, journal, console, folder: folder, variable: { $0 == "PASSWORD" ? password : nil }),
      attributes: Catalog.fields, reasons: Catalog.reasons, fieldWords: Catalog.fieldWords, later: Catalog.later)
    let script = try Parser.parseFile(Source(name: "rig.kms", text: text)).get()
    let result = Checker(commands: commands, host: session).check(script)
    let program = try #require(result.program, "\(result.diagnostics.map(\.message))")
    let interpreter = Interpreter(
      commands: commands, host: session, sleep: { _ in },
      fingerprint: { "fp-\(HashValue.of(Array($0)).description.prefix(8))" })
    let outcome = await interpreter.run(program, now: Self.now)
    try lift()
    try await store.close()
    return outcome
  }

  private func respond(to request: [UInt8]) async -> [UInt8] {
    if let item = try? Item(decoding: request), let message = try? RequestMessage(item) {
      heard.withLock { $0 += message.items }
    }
    return await kms.respond(to: request, encoding: .binary, as: Identity(name: "owner"))
  }

  /// Fails every record from that number on, counted from now.
  private func stopRecords(at number: Int) throws {
    let queue = try DatabaseQueue(path: folder + "/audit.sqlite", configuration: Self.patient)
    try queue.write { db in
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM audit_log") ?? 0
      try db.execute(
        sql: """
          CREATE TRIGGER IF NOT EXISTS death BEFORE INSERT ON audit_log
          WHEN (SELECT count(*) FROM audit_log) >= \(count + max(0, number - 1))
          BEGIN SELECT RAISE(ABORT, 'dead'); END
          """)
    }
  }

  private func lift() throws {
    let queue = try DatabaseQueue(path: folder + "/audit.sqlite", configuration: Self.patient)
    try queue.write { try $0.execute(sql: "DROP TRIGGER IF EXISTS death") }
  }

  private static var patient: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    return configuration
  }

  var records: [AuditLog.Record] {
    get async throws {
      let store = try AuditStore(path: folder + "/audit.sqlite", access: .read)
      return try await store.records(session: session)
    }
  }

  var inDoubt: [String] {
    get async throws {
      let store = try AuditStore(path: folder + "/audit.sqlite", access: .read)
      return try await store.inDoubt(session: session).map(\.entry.line)
    }
  }

  var verifies: Bool {
    get async throws { try await AuditStore(path: folder + "/audit.sqlite", access: .read).verify().isIntact }
  }

  /// A line for each object, without identifiers: the same for runs that came to the same.
  var contents: [String] {
    get async throws {
      try await objects.read { reader in
        let ids = try reader.locate(LocateQuery(owner: "owner", includesDestroyed: true)).ids
        return try ids.compactMap { try reader.object($0) }.map(Self.line).sorted()
      }
    }
  }

  private static func line(_ object: StoredObject) -> String {
    let attributes = object.attributes
    let parts = [
      object.type.name, attributes.state?.name, attributes.names.first.map { "\($0)" },
      attributes.description, attributes.links.map(\.linkType.name).sorted().joined(separator: "+"),
      attributes.archiveDate == nil ? nil : "archived",
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }
}

/// The wire to the server; the process dies on it.
private final class Recording: Transport {
  let encoding = WireEncoding.binary
  let address = "rig"
  private let death: Rig.Death?
  private let respond: @Sendable ([UInt8]) async -> [UInt8]
  private let die: @Sendable () -> Void
  private let count = Mutex(0)

  init(
    death: Rig.Death?, respond: @escaping @Sendable ([UInt8]) async -> [UInt8], die: @escaping @Sendable () -> Void
  ) {
    self.death = death
    self.respond = respond
    self.die = die
  }

  func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let dead = TransportError(.cancelled, isUnsent: false, "the process is no more")
    switch death {
    case .beforeRequest(let last) where number >= last:
      die()
      throw dead
    case .afterRequest(let last) where number >= last:
      if number == last { _ = await respond(request) }
      die()
      throw dead
    default: return await respond(request)
    }
  }

  func close() async {}
}

/// True the first time it is asked.
final class Once: Sendable {
  private let isOpen = Mutex(true)

  func take() -> Bool {
    isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
  }
}

/// Seeds, one after the other.
final class Seeds: Sendable {
  private let last: Mutex<UInt64>

  init(_ first: UInt64) { last = Mutex(first &* 1000) }

  func next() -> UInt64 {
    last.withLock { last in
      last &+= 1
      return last
    }
  }
}
