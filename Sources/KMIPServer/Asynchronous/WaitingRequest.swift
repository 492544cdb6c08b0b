import KMIP

/// One operation that is answered later.
struct WaitingRequest: Sendable {
  let owner: String
  let operation: OperationCode
  let submitted: DateTimeExtended
  /// That it came with.
  let batch: UInt64
  var stage = ProcessingStage.submitted
  /// While it is in process.
  var work: Task<BatchProgress.Performed, Never>?
  var isCalledOff = false
  var answer: ResponseBatchItem?
  /// True once a client was given the answer.
  var isDelivered = false
  /// Microseconds.
  var touched: Int64

  mutating func complete(_ answer: ResponseBatchItem, at now: Int64) {
    stage = .completed
    work = nil
    touched = now
    self.answer = answer
  }
}

extension ResponseBatchItem {
  var isFailure: Bool { resultStatus == .operationFailed }

  static func calledOff(_ operation: OperationCode) -> ResponseBatchItem {
    ResponseBatchItem(
      OperationFailure(.operationCanceledByRequester, "\(operation.name) was cancelled before it was done"),
      operation: operation)
  }

  static func unbegun(_ operation: OperationCode) -> ResponseBatchItem {
    ResponseBatchItem(
      OperationFailure(.generalFailure, "an operation of the batch before this one failed: it was not begun"),
      operation: operation)
  }
}
