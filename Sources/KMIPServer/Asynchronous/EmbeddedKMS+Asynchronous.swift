import KMIP

extension RequestMessage {
  /// Whether it is answered later (KMIP 2.1 §9.2).
  func isPutOff() throws(OperationFailure) -> Bool {
    let prompt = items.first { $0.operation.isNeverAsynchronous }
    switch header.asynchronousIndicator {
    case .mandatory?:
      if let prompt {
        throw OperationFailure(
          .featureNotSupported, "\(prompt.operation.name) is answered at once: it is never asynchronous")
      }
      return !items.isEmpty
    case .optional?: return prompt == nil && items.contains { $0.operation.isLengthy }
    default: return false
    }
  }
}

extension EmbeddedKMS {
  /// Begins a batch whose operations are asked after one by one.
  func putOff(_ message: RequestMessage, as identity: Identity) throws -> [ResponseBatchItem] {
    let correlations = try requests.submit(
      message.items.map(\.operation), of: identity.name,
      answersSingly: message.header.batchErrorContinuationOption != .undo
    ) { await self.perform(message, as: identity, $0) }
    return zip(message.items, correlations).map { item, correlation in
      ResponseBatchItem(
        operation: item.operation, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .operationPending,
        asynchronousCorrelationValue: correlation)
    }
  }
}
