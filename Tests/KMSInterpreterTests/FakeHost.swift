import KMSInterpreter
import KMSSyntax
import Synchronization

/// A world that keeps what it was told.
final class FakeHost: Host {
  struct Log {
    var printed: [String] = []
    var ran: [String] = []
    var notes: [String] = []
    var progress: [Progress] = []
    var sites: [Site] = []
    var events: [StatementEvent] = []
    var requirements: [String] = []
  }

  private let log = Mutex(Log())
  private let files: [String: String]
  private let answer: Bool?
  /// What an earlier part of the run has put on record of items.
  private let records: [String: ItemRecord]
  private let share: (any LoopShare)?
  /// What the server speaks and offers.
  private let server: (version: Version, operations: Set<String>)
  let profiles: [String]?

  init(
    files: [String: String] = [:], answer: Bool? = true, records: [String: ItemRecord] = [:],
    share: (any LoopShare)? = nil, server: (version: Version, operations: Set<String>) = (Version(2, 1), ["create"]),
    profiles: [String]? = nil
  ) {
    self.files = files
    self.answer = answer
    self.records = records
    self.share = share
    self.server = server
    self.profiles = profiles
  }

  var seen: Log { log.withLock { $0 } }

  func say(_ text: String) { log.withLock { $0.printed.append(text) } }

  func run(_ invocation: Invocation) async throws -> Value {
    log.withLock {
      $0.ran.append(invocation.text)
      $0.sites.append(invocation.site)
    }
    if invocation.command.name == "print" {
      guard case .list(let values)? = invocation.arguments["values"] else { return .none }
      say(values.map(ValueText.text).joined(separator: " "))
      return .none
    }
    return try await invocation.command.body(invocation)
  }

  func note(_ event: StatementEvent) async throws {
    log.withLock {
      $0.notes.append("\(event.kind) \(event.status) \(event.text)" + (event.message.map { " # \($0)" } ?? ""))
      $0.events.append(event)
    }
  }

  func recordedItem(at key: String) async throws -> ItemRecord? { records[key] }

  func share(of loop: LoopRecord, at key: String) async throws -> (any LoopShare)? { share }

  func require(_ requirement: Requirement, at site: Site) async throws {
    log.withLock { $0.requirements.append("\(site.key) \(Unparser.requirement(requirement))") }
    if let failure = requirement.failure(version: server.version, operations: server.operations) { throw failure }
  }

  func confirm(_ question: String, at site: Site) async throws -> Bool {
    guard let answer else { throw Diagnostic(.cannotConfirm, "nobody can confirm \"\(question)\"", at: site.span) }
    return answer
  }

  func show(_ value: Value, at site: Site) async throws { say("= " + ValueSpelling.text(value)) }

  func progress(_ progress: Progress) { log.withLock { $0.progress.append(progress) } }

  func source(of path: String, from span: Span) throws -> Source {
    guard let text = files[path] else { throw Diagnostic(.fileUnreadable, "there is no file '\(path)'", at: span) }
    return Source(name: path, text: text)
  }
}

struct FakeSecret: Concealed {
  let bytes: [UInt8]

  var count: Int { bytes.count }
  func isSame(as other: any Concealed) -> Bool { other.withBytes { Array($0) == bytes } }

  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBytes { buffer -> Swift.Result<Result, Failure> in
      do throws(Failure) { return .success(try body(buffer)) } catch { return .failure(error) }
    }.get()
  }
}
