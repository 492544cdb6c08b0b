public import KMIP

/// What one request took, however it ended.
public struct Exchange: Hashable, Sendable {
  public var operation: OperationCode
  /// As the caller gave it; the profile decides if it was sent.
  public var correlation: String?
  /// How often the request was sent or tried to be.
  public var attempts: Int
  public var took: Duration

  public init(operation: OperationCode, correlation: String?, attempts: Int, took: Duration) {
    self.operation = operation
    self.correlation = correlation
    self.attempts = attempts
    self.took = took
  }

  /// Told of each exchange, once, before `perform` returns or throws.
  /// The requests by which a client gets to know its server are not told.
  public typealias Observer = @Sendable (Exchange) -> Void
}
