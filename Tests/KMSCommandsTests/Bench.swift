import AuditLog
import Foundation
import KMIP
import KMIPClient
import KMSCommands
import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

/// A session of its own on a fake server: scripts go in, records come out.
final class Bench: Sendable {
  static let now: Int64 = 1_800_000_000_000_000

  /// The environment of `secret env`.
  static let variables = ["DB_PASSWORD": "Tr0ub4dor&3-env"]

  let folder = NSTemporaryDirectory() + "kmsh-commands-\(UUID().uuidString)"
  let server: FakeKMS
  let store: AuditStore
  let journal: Journal
  let console = Listener()
  private let session: Session
  private let interpreter: Interpreter
  private let commands: CommandTable

  var storePath: String { folder + "/state/audit.sqlite" }

  init(
    _ server: FakeKMS = FakeKMS(), profile: ServerProfile = .embedded, patience: Double = 10, partSize: Int = 1 << 20
  ) throws {
    self.server = server
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    store = try AuditStore(path: folder + "/state/audit.sqlite", patience: patience)
    journal = Journal(session: SessionID(), store: store)
    let client = Client(transport: server, profile: profile, timing: .still)
    let kms = KMS(clock: { Self.now }, partSize: partSize) { _ in client }
    session = Session(journal: journal, console: console, clock: Bench.ticks())
    commands = CommandTable(
      Catalog.commands(kms, journal, console, folder: folder, variable: { Self.variables[$0] }),
      attributes: Catalog.fields, reasons: Catalog.reasons,
      fieldWords: Catalog.fieldWords, later: Catalog.later)
    interpreter = Interpreter(commands: commands, host: session, fingerprint: { "fp-\($0.count)" })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// An entry of the prompt.
  func enter(_ text: String, in scope: Scope = Scope()) async throws -> Outcome {
    let script = try Parser.parseFile(Source(name: "<prompt>", text: text)).get()
    let result = Checker(commands: commands, host: session).check(script, in: scope)
    let program = try #require(result.program, "\(result.diagnostics.map(\.message))")
    return await interpreter.run(program, in: scope, now: Self.now)
  }

  /// What the checker finds.
  func findings(_ text: String) throws -> [Diagnostic] { try check(Source(name: "test.kms", text: text)).diagnostics }

  func run(_ text: String) async throws -> Outcome { try await run(Source(name: "test.kms", text: text)) }

  func run(_ source: Source) async throws -> Outcome {
    let result = try check(source)
    let program = try #require(result.program, "\(result.diagnostics.map(\.message))")
    return await interpreter.run(program, now: Self.now)
  }

  private func check(_ source: Source) throws -> CheckResult {
    Checker(commands: commands, host: session).check(try Parser.parseFile(source).get())
  }

  var records: [AuditLog.Record] { get async throws { try await store.records(session: journal.session) } }
  var entries: [Entry] { get async throws { try await records.map(\.entry) } }

  /// Ten microseconds a look.
  private static func ticks() -> @Sendable () -> Int64 {
    let time = Mutex<Int64>(0)
    return {
      time.withLock { time in
        time += 10
        return time
      }
    }
  }
}

/// What commands said to a person.
final class Listener: Console {
  static let secret = Secret(Array("Tr0ub4dor&3".utf8))
  private let heard = Mutex<[String]>([])
  private let asked = Mutex(0)
  /// How often it was asked to confirm.
  var questions: Int { asked.withLock { $0 } }

  var lines: [String] { heard.withLock { $0 } }
  private func hear(_ line: String) { heard.withLock { $0.append(line) } }

  func print(_ value: Value) { hear(ValueText.text(value)) }
  func report(_ table: Table, title: String?, columns: [String]) { hear(ValueText.text(.table(table))) }
  func say(_ message: String) { hear(message) }
  func warn(_ message: String, hint: String?) { hear("warning: " + message) }
  func confirm(_ question: String) async throws -> Bool {
    asked.withLock { $0 += 1 }
    return true
  }
  func reveal(_ text: String) async throws { hear("revealed: " + text) }
  func askSecret(_ question: String) async throws -> Secret {
    hear("asked: " + question)
    return Secret(question.hasPrefix("nothing") ? [] : Array("Tr0ub4dor&3-typed".utf8))
  }
}

extension Timing {
  /// A clock that stands still, pauses that take no time, and a deadline that never comes.
  static var still: Timing {
    let start = ContinuousClock.now
    var timing = Timing()
    timing.now = { start }
    timing.chance = { 0 }
    timing.pause = { _ in }
    timing.expire = { _ in
      let (never, end) = AsyncStream.makeStream(of: Never.self)
      for await _ in never {}
      withExtendedLifetime(end) {}
      throw CancellationError()
    }
    return timing
  }
}

extension Entry {
  /// `intent Destroy [k1, k2]`, `result Destroy [k1] ok`.
  var line: String {
    ([kind.rawValue]
      + [operation, entityIDs.isEmpty ? nil : "[\(entityIDs.joined(separator: ", "))]"].compactMap { $0 }
      + [status?.rawValue].compactMap { $0 }).joined(separator: " ")
  }
}
