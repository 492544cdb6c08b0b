import AuditLog
import Foundation
public import KMIPClient
import KMSCommands
public import KMSInterpreter
import KMSShell
public import KMSSyntax
import Synchronization

/// A session on a client, with its own audit log in a temporary folder and its output kept.
public final class Workspace: Sendable {
  public let folder: String
  public let commands: CommandTable
  private let session: Session
  private let journal: Journal
  private let output: Collected
  private let clock: @Sendable () -> Int64

  public init(
    _ client: Client, clock: @escaping @Sendable () -> Int64 = { 1_800_000_000_000_000 }, partSize: Int = 1 << 20
  ) throws {
    folder = NSTemporaryDirectory() + "kmsh-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let output = Collected()
    let state = ShellState(format: .table, isPrompt: false)
    let console = CollectingConsole(output: output)
    journal = Journal(session: SessionID(), store: try AuditStore(path: folder + "/state/audit.sqlite"))
    let kms = KMS(clock: clock, partSize: partSize) { _ in client }
    session = Session(journal: journal, console: console, kms: kms)
    let shell = ShellCommands.all(state, write: { output.append($0) }, profile: { "test" })
    commands = CommandTable(
      Catalog.commands(kms, journal, console, folder: folder, variable: { Self.variables[$0] }) + shell,
      attributes: Catalog.fields,
      reasons: Catalog.reasons,
      fieldWords: Catalog.fieldWords, operations: Catalog.operations, later: Catalog.later)
    state.commands = commands
    self.output = output
    self.clock = clock
  }

  /// The rows of every command, of a session that goes nowhere.
  public static var table: CommandTable {
    get throws {
      try Workspace(Client(transport: Nowhere())).commands
    }
  }

  /// The environment of `secret env`.
  private static let variables = ["DB_PASSWORD": "correct horse", "EMPTY": ""]

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Lines on standard output so far.
  public var lines: [String] { output.lines }

  /// Checks and runs a source; what was found, or how the run ended.
  public func run(
    _ source: Source, parameters: [String: String] = [:]
  ) async throws -> (diagnostics: [Diagnostic], outcome: Outcome?) {
    let script: Script
    switch Parser.parseFile(source) {
    case .success(let parsed): script = parsed
    case .failure(let failure): return (failure.diagnostics, nil)
    }
    let result = Checker(commands: commands, host: session).check(script)
    guard let program = result.program else { return (result.diagnostics.filter { $0.severity == .error }, nil) }
    var values: [String: Value] = [:]
    for parameter in program.parameters {
      guard let text = parameters[parameter.name.text] else { continue }
      values[parameter.name.text] = try ParameterParsing.value(text: text, for: parameter)
    }
    let interpreter = Interpreter(commands: commands, host: session, fingerprint: { "\($0.count)" })
    let outcome = await interpreter.run(program, parameters: values, now: clock())
    return (outcome.diagnostics, outcome)
  }

  /// Closes the audit log and verifies it.
  public func verifiesAudit() async throws -> Bool {
    try await journal.close(exitStatus: 0)
    let store = try AuditStore(path: folder + "/state/audit.sqlite", access: .read)
    return try await store.verify().isIntact
  }
}

final class Collected: Sendable {
  private let text = Mutex("")
  func append(_ more: String) { text.withLock { $0 += more } }
  var lines: [String] {
    let text = text.withLock { $0 }
    return text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}

private struct CollectingConsole: Console {
  let output: Collected
  private var printer: Printer { Printer(format: .table, width: 100) { output.append($0) } }

  init(output: Collected) { self.output = output }

  func print(_ value: Value) { printer.print(value) }
  func report(_ table: Table, title: String?, columns: [String]) {
    printer.report(table, title: title, columns: columns)
  }
  func say(_ message: String) {}
  func warn(_ message: String, hint: String?) {}
  func confirm(_ question: String) async throws -> Bool { true }
}

private struct Nowhere: Transport {
  var encoding: WireEncoding { .binary }
  var address: String { "nowhere" }

  func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    throw TransportError(.connect, isUnsent: true, "there is nothing here")
  }

  func close() async {}
}
