import KMIP
import TTLV

extension Call {
  func response<O: Operation>(
    _ item: ResponseBatchItem, to operation: O.Type, attempts: Int
  ) throws(ClientError) -> Result<O.Response, OperationFailure> {
    switch item.resultStatus {
    case .success: return .success(try payload(item, of: operation, attempts: attempts))
    case .operationPending where self.operation == .poll:
      return .failure(
        OperationFailure(
          operation: .poll, status: .operationPending, reason: .generalFailure, message: "the operation is not done yet"
        )
      )
    case .operationPending: throw nameless(attempts: attempts)
    default: return .failure(failure(item))
    }
  }

  private func payload<O: Operation>(
    _ item: ResponseBatchItem, of: O.Type, attempts: Int
  ) throws(ClientError) -> O.Response {
    if let answered = item.operation, answered != operation, operation != .poll {
      throw unreadable("it answers \(answered.name)", attempts: attempts)
    }
    do throws(KMIPError) {
      return try O.Response(item.fields ?? Payload([]))
    } catch {
      throw unreadable(error.description, attempts: attempts)
    }
  }

  private func failure(_ item: ResponseBatchItem) -> OperationFailure {
    let reason = item.resultReason ?? .generalFailure
    return OperationFailure(
      operation: item.operation ?? operation, status: item.resultStatus, reason: reason,
      message: item.resultMessage ?? reason.name)
  }

  func nameless(attempts: Int) -> ClientError {
    unanswered(.server, "the server puts \(operation.name) off, and names nothing to ask for its answer by", attempts)
  }

  /// Of a request that the server has, and whose answer did not come.
  func unanswered(_ phase: ClientError.Phase, _ message: String, _ attempts: Int, hint: String? = nil) -> ClientError {
    ClientError(
      phase, message, hint: hint, isSent: true, applied: changes ? .unknown : .no, attempts: attempts)
  }
}
