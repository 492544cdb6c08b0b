public import AuditLog
import KMSInterpreter
import KMSSyntax
import Synchronization

/// What ties together the processes that work on one run: one leads it, and others join its outermost loops with
/// `parallel`, each of them taking items.
///
/// Whoever does an item puts it on record under the run's keys. All else is the leader's: who joined follows the
/// record.
public final class Sharing: Sendable {
  public enum Part: Sendable { case leads, joins }

  /// Why there is nothing more to follow.
  public enum Parting: Hashable, Sendable {
    case ended(exitStatus: Int64)
    case leaderIsGone
    /// Something on record cannot be followed.
    case lost(why: String)
  }

  let part: Part
  let past: Past
  let lead: RunLead
  let claims: any ItemClaims
  let claimant: String
  let store: AuditStore
  let session: SessionID
  let state: Mutex<State>

  struct State: Sendable {
    /// Keys of the loops that are shared.
    var loops: Set<String> = []
    /// The last record that was read.
    var seq: Int64
    var parting: Parting?
  }

  /// Nothing where the store is a file.
  ///
  /// - Parameters:
  ///   - past: What is on record of the run up to record number `seq`.
  ///   - name: Of this process, and of no other ever.
  public init?(
    _ session: SessionID, as part: Part, past: Past, upTo seq: Int64 = 0, lead: RunLead, store: AuditStore, name: String
  ) {
    guard let claims = store.claims() else { return nil }
    self.claims = claims
    self.part = part
    self.past = past
    self.lead = lead
    self.store = store
    self.session = session
    claimant = name
    state = Mutex(State(seq: seq))
  }

  public var parting: Parting? { state.withLock { $0.parting } }

  public func close() async { await claims.close() }

  /// Loops inside others belong to the item around them, and a loop without `parallel` is one after the other.
  func share(_ loop: LoopRecord, at key: String) async throws -> (any LoopShare)? {
    guard loop.parallel > 1, !key.isEmpty, !key.contains("/") else { return nil }
    let shared = SharedLoop(key, of: self)
    do {
      try await claims.enroll(run: session.description, loop: key, count: loop.items.count)
      if part == .leads { try await shared.takeBackUnsettled() }
    } catch {
      throw Failure(sharing: error)
    }
    state.withLock { _ = $0.loops.insert(key) }
    return shared
  }

  /// The loop and the item, from 0, that an event of a shared loop belongs to.
  func place(of key: String) -> (loop: String, item: Int)? {
    let parts = key.split(separator: "/", maxSplits: 2)
    guard parts.count > 1, state.withLock({ $0.loops.contains(String(parts[0])) }),
      let number = Int(parts[1].prefix { $0 != "~" })
    else { return nil }
    return (String(parts[0]), number &- 1)
  }
}

extension Sharing: Gate {
  /// Nothing is sent for an item that was handed on while the store could not be reached.
  public func admit(_ write: ProposedWrite) async throws {
    guard let (loop, item) = place(of: write.invocation.site.key) else { return }
    do {
      try await claims.hold(run: session.description, loop: loop, item: item, claimant: claimant)
    } catch {
      throw Failure(sharing: error)
    }
  }
}

extension Failure {
  init(sharing error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ItemClaimError:
      self.init(
        .audit,
        Diagnostic(
          .auditUnwritable, error.message, notes: ["so this runner stops"],
          hint: "go on with kmsh resume; nothing that is on record is done twice"))
    case is CancellationError: self.init(.cancelled, Diagnostic(.cancelled, "cancelled"))
    default: self.init(auditError: error)
    }
  }
}
