public import KMSInterpreter

/// Stands between statements and the KMS: a policy, an approved plan, or a plan that is being made.
public protocol Gate: Sendable {
  /// Before the statement's intent is on record; throws a `Failure` to refuse it.
  func admit(_ invocation: Invocation) async throws

  /// A loop begins, its list frozen.
  func began(_ loop: LoopRecord, at site: Site) async

  /// Before a write is sent; throws a `Failure` to refuse it.
  func admit(_ write: ProposedWrite) async throws

  /// After the server confirmed a write. `ids` are of the objects that it acted on, then of those that it made.
  func confirmed(_ write: ProposedWrite, ids: [String]) async
}

extension Gate {
  public func admit(_ invocation: Invocation) async throws {}
  public func began(_ loop: LoopRecord, at site: Site) async {}
  public func admit(_ write: ProposedWrite) async throws {}
  public func confirmed(_ write: ProposedWrite, ids: [String]) async {}
}

/// A change that is about to be sent.
public struct ProposedWrite: Sendable {
  /// The KMIP operation's name, such as `Re-key Key Pair`.
  public let operation: String
  public let invocation: Invocation
  /// Objects that it acts on; none for what makes an object out of nothing.
  public let ids: [String]
  /// From 1, counted in the statement.
  public let number: Int

  public init(operation: String, invocation: Invocation, ids: [String], number: Int) {
    self.operation = operation
    self.invocation = invocation
    self.ids = ids
    self.number = number
  }
}
