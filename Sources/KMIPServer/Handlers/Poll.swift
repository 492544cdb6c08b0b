import KMIP

extension Poll: Handled {
  static func answer(to item: RequestBatchItem, in context: inout Context) async throws -> ResponseBatchItem {
    let correlation = try Self(items: item.payload).asynchronousCorrelationValue
    guard var answer = try context.kms.requests.answer(to: correlation, by: context.identity.name) else {
      return ResponseBatchItem(
        operation: .poll, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .operationPending,
        asynchronousCorrelationValue: correlation)
    }
    // As if the operation had been answered at once (KMIP 2.1 §6.1.38).
    answer.uniqueBatchItemID = item.uniqueBatchItemID
    return answer
  }

  func response(in context: inout Context) async throws -> Response {
    throw OperationFailure(.featureNotSupported, "Poll is answered in a message: its answer is another operation's")
  }
}
