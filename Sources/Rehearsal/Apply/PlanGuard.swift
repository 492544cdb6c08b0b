public import KMSCommands
import KMSInterpreter
import KMSSyntax
import Synchronization

/// Holds a run to its plan: no write that the plan did not list, and none on an object that has changed since.
public final class PlanGuard: Gate {
  private let clients: ClientSource
  private let state: Mutex<PlanProgress>

  public init(_ plan: Plan, _ clients: @escaping ClientSource) {
    self.clients = clients
    state = Mutex(PlanProgress(plan))
  }

  public func admit(_ write: ProposedWrite) async throws {
    guard let planned = state.withLock({ $0.begin(write) }) else { throw Failure(unplanned: write) }
    let reader = ObjectReader(try await clients(write.invocation.site))
    for object in state.withLock({ $0.unchecked(of: planned) }) {
      let digest = try await reader.attributes(of: object.id).map(AttributeDigest.of)
      guard digest == object.digest else {
        state.withLock { _ = $0.changed.insert(object.id) }
        throw Failure(changed: object, isGone: digest == nil, write)
      }
    }
  }

  public func confirmed(_ write: ProposedWrite, ids: [String]) async { state.withLock { $0.end(write, ids) } }

  /// Takes over a write that an earlier part of the run has on record as done.
  /// - Parameter ids: As for `confirmed`.
  public func recall(key: String, operation: String, ids: [String]) {
    state.withLock { $0.recall(key: key, operation: operation, ids: ids) }
  }

  /// Objects that were left alone because they are not as the plan found them.
  public var changed: [String] { state.withLock { $0.changed.sorted() } }

  /// Writes of the plan that the run has not done.
  public var left: Int { state.withLock(\.left) }
}

extension Failure {
  fileprivate init(unplanned write: ProposedWrite) {
    let objects = write.targets.isEmpty ? "" : " of " + write.targets.joined(separator: " ")
    self.init(
      .denied,
      Diagnostic(
        .notPlanned, "the plan does not list this: \(write.operation)\(objects)",
        at: write.invocation.arguments.span, notes: ["nothing was changed on the server by it"],
        hint: "what the script looks at is not as it was: plan again"))
  }

  fileprivate init(changed object: PlannedObject, isGone: Bool, _ write: ProposedWrite) {
    let caption = object.name.map { "\"\($0)\" \(object.id)" } ?? object.id
    self.init(
      .changed,
      Diagnostic(
        .changedSincePlan, "\(caption) \(isGone ? "is gone" : "has changed") since the plan",
        at: write.invocation.arguments.span, notes: ["\(write.operation) was not sent"],
        hint: "look at it with show, then plan again"))
  }
}
