import KMIP
import TTLV

extension Call {
  func response<O: Operation>(
    _ item: ResponseBatchItem, to operation: O.Type, attempts: Int
  ) throws(ClientError) -> Result<O.Response, OperationFailure> {
    switch item.resultStatus {
    case .success: return .success(try payload(item, of: operation, attempts: attempts))
    case .operationPending: throw pending(attempts: attempts)
    default: return .failure(failure(item))
    }
  }

  private func payload<O: Operation>(
    _ item: ResponseBatchItem, of: O.Type, attempts: Int
  ) throws(ClientError) -> O.Response {
    if let answered = item.operation, answered != operation {
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

  private func pending(attempts: Int) -> ClientError {
    ClientError(
      .server, "the server puts \(operation.name) off to answer it later, which it was not asked to",
      isSent: true, applied: changes ? .unknown : .no, attempts: attempts)
  }
}
