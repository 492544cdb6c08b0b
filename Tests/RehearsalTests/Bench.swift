import AuditLog
import Foundation
import KMIPClient
import KMIPServer
import KMSCommands
import KMSInterpreter
import KMSSyntax
import KeyStore
import Rehearsal
import Synchronization

/// A server in this process whose store can be looked into, and whose clock can be set.
final class Server: Sendable {
  static let start: Int64 = 1_800_000_000_000_000
  private let store: ObjectStore
  private let time = Mutex(Server.start)
  let requests = Mutex<[[UInt8]]>([])

  init() throws { store = try ObjectStore.inMemory() }

  var now: Int64 { time.withLock { $0 } }
  func pass(days: Int64) { time.withLock { $0 += days * 86_400_000_000 } }

  func client(_ profile: ServerProfile? = nil) -> Client {
    let kms = EmbeddedKMS(
      store: store, clock: { self.now },
      description: ServerDescription(vendorIdentification: "kmsh", serverName: "kmsh embedded KMS", serverVersion: "1"))
    return Client(
      transport: Direct(kms),
      profile: profile)
  }

  /// Everything that it keeps, material too.
  func contents() async throws -> [StoredObject] {
    try await store.read { reader in
      let ids = try reader.locate(LocateQuery(owner: "owner", includesDestroyed: true)).ids
      return try ids.compactMap { try reader.objectWithMaterial($0) }
    }
  }

  struct Direct: Transport {
    let kms: EmbeddedKMS
    let identity = Identity(name: "owner")
    var encoding: WireEncoding { .binary }
    var address: String { "test" }
    var carriesAccessCalls: Bool { true }

    init(_ kms: EmbeddedKMS) { self.kms = kms }

    func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
      await kms.respond(to: request, encoding: .binary, as: identity)
    }

    func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer {
      let answer = await kms.answer(
        WebRequest(path: percentDecoded(request.path), body: request.body), as: identity)
      return AccessAnswer(status: answer.status, body: answer.body)
    }

    func close() async {}
  }
}

/// Runs scripts on a client, behind gates.
final class Bench: Sendable {
  let folder: String
  let commands: CommandTable
  let session: Session
  private let output: Output

  init(_ client: Client, gates: [any Gate] = [], recorder: PlanRecorder? = nil, now: @escaping @Sendable () -> Int64)
    throws
  {
    folder = NSTemporaryDirectory() + "kmsh-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let journal = Journal(session: SessionID(), store: try AuditStore(path: folder + "/audit.sqlite"))
    output = Output(recorder: recorder)
    session = Session(journal: journal, console: output, gates: gates + (recorder.map { [$0] } ?? []))
    commands = CommandTable(
      Catalog.commands(KMS(clock: now) { _ in client }, journal, output, folder: folder), attributes: Catalog.fields,
      reasons: Catalog.reasons, fieldWords: Catalog.fieldWords, later: Catalog.later)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var lines: [String] { output.lines.withLock { $0 } }

  func program(_ source: Source) throws -> Program {
    let script = try Parser.parseFile(source).get()
    let result = Checker(commands: commands, host: session).check(script)
    guard let program = result.program else { throw result.diagnostics.first ?? Diagnostic(.failed, "unchecked") }
    return program
  }

  @discardableResult
  func run(_ source: Source, _ parameters: [String: String] = [:], now: Int64) async throws -> Outcome {
    let program = try program(source)
    var values: [String: Value] = [:]
    for parameter in program.parameters {
      guard let text = parameters[parameter.name.text] else { continue }
      values[parameter.name.text] = try ParameterParsing.value(text: text, for: parameter)
    }
    let interpreter = Interpreter(commands: commands, host: session, fingerprint: { "\($0.count)" })
    return await interpreter.run(program, parameters: values, now: now)
  }

  private final class Output: Console {
    let lines = Mutex<[String]>([])
    private let recorder: PlanRecorder?

    init(recorder: PlanRecorder?) { self.recorder = recorder }

    func print(_ value: Value) { lines.withLock { $0.append("\(value)") } }
    func report(_ table: Table, title: String?, columns: [String]) {}
    func say(_ message: String) {}
    func warn(_ message: String, hint: String?) {}
    func confirm(_ question: String) async throws -> Bool {
      recorder?.note(question: question)
      return true
    }
  }
}

/// A script, its server, and a plan of it.
struct Rehearsed {
  let plan: Plan
  let outcome: Outcome
  let lines: [String]
}

extension Server {
  func prepare(_ script: String) async throws {
    let outcome = try await Bench(client(), now: { self.now }).run(Source(name: "prepare", text: script), now: now)
    if let failure = outcome.failures.first { throw failure }
  }

  func plan(_ source: Source, _ parameters: [String: String] = [:]) async throws -> Rehearsed {
    let shadow = Client(transport: try ShadowTransport(client(), clock: { self.now }))
    let recorder = PlanRecorder { _ in shadow }
    let bench = try Bench(shadow, recorder: recorder, now: { self.now })
    let outcome = try await bench.run(source, parameters, now: now)
    let draft = Plan(
      kmsh: "1", script: .of(source), includes: [], parameters: parameters, now: now,
      target: Plan.Target(server: "test", profile: "p", identity: "owner"),
      created: Timestamp(microseconds: now).description,
      expires: Timestamp(microseconds: now + 86_400_000_000).description)
    return Rehearsed(
      plan: draft.filled(from: recorder), outcome: outcome, lines: bench.lines)
  }

  /// A real run, its writes recorded as a plan's are.
  func record(_ source: Source, _ parameters: [String: String] = [:]) async throws -> ([PlannedWrite], Outcome) {
    let client = client()
    let recorder = PlanRecorder { _ in client }
    let bench = try Bench(client, recorder: recorder, now: { self.now })
    let outcome = try await bench.run(source, parameters, now: now)
    return (recorder.writes, outcome)
  }

  func apply(
    _ plan: Plan, _ source: Source, _ parameters: [String: String] = [:]
  ) async throws -> (outcome: Outcome, guard: PlanGuard) {
    let client = client()
    let guardian = PlanGuard(plan) { _ in client }
    let bench = try Bench(client, gates: [guardian], now: { self.now })
    return (try await bench.run(source, parameters, now: plan.now), guardian)
  }
}

extension Plan.ScriptFile {
  static func of(_ source: Source) -> Self {
    Self(path: source.name, sha256: HashValue.of(Array(source.text.utf8)).description)
  }
}
