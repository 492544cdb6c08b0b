public import AuditLog
import KMSInterpreter
import KMSSyntax
import Synchronization

/// What is on record of a run: a run that is taken up again reads it in place of doing the same twice.
public final class Past: Sendable {
  struct State: Sendable {
    var statements: [String: Statement] = [:]
    /// What calls no command.
    var notes: [String: Note] = [:]
    var loops: [String: JSONValue] = [:]
    /// Loops whose refusal a `try` expected.
    var caughtLoops: Set<String> = []
    var items: [String: JSONValue] = [:]
    /// The last attempt of each item that has more than one.
    var attempts: [String: Int] = [:]
    /// Parts of the run that left their record: what is on it behind the number is of no account.
    var departures: [String: Int] = [:]
    /// Parts in which a value could not be had again as it was.
    var stale: Set<String> = []
    var resumes = 0
    /// Whether other processes may take part.
    var isShared = false
    var opening: [String: JSONValue] = [:]
    /// Every write that is on record as done.
    var confirmed: [ConfirmedWrite] = []
    var isClosed = false
    var exitStatus: Int64?
  }

  let state: Mutex<State>
  /// Whether what was refused is tried again.
  public let retriesFailed: Bool

  public init(_ records: [AuditLog.Record], retriesFailed: Bool = false) {
    var state = State()
    for record in records { state.take(record, keepsFailed: retriesFailed) }
    self.state = Mutex(state)
    self.retriesFailed = retriesFailed
  }

  struct ConfirmedWrite: Sendable {
    let key: String
    let operation: String
    let ids: [String]
  }

  /// Tells of each write that is on record as done: its key, the operation, the objects it acted on and made.
  public func recallWrites(_ body: (String, String, [String]) -> Void) {
    for write in state.withLock({ $0.confirmed }) { body(write.key, write.operation, write.ids) }
  }

  /// What the first record says: who, where, from what and to which server.
  public var opening: [String: JSONValue] { state.withLock { $0.opening } }
  public var isShared: Bool { state.withLock { $0.isShared } }
  public var resumes: Int { state.withLock { $0.resumes } }
  /// Nothing where the run was broken off.
  public var exitStatus: Int64? { state.withLock { $0.isClosed ? $0.exitStatus : nil } }
}

/// `17/3~2/5`: the fifth event of the second attempt at the third item of the loop at event 17.
struct EventKey {
  let strand: String
  let number: Int

  init?(_ text: String) {
    guard let number = text.split(separator: "/").last.flatMap({ Int($0) }), (0..<Int.max).contains(number)
    else { return nil }
    self.number = number
    strand = String(text.dropLast(String(number).count))
  }

  var next: String { "\(strand)\(number + 1)" }
}
