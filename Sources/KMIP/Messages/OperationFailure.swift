/// What a server says when it does not do what it was asked.
public struct OperationFailure: Error, Hashable, Sendable {
  public var operation: OperationCode?
  public var status: ResultStatus
  public var reason: ResultReason
  public var message: String

  public init(
    operation: OperationCode? = nil, status: ResultStatus = .operationFailed, reason: ResultReason, message: String
  ) {
    self.operation = operation
    self.status = status
    self.reason = reason
    self.message = message
  }
}
