import KMIP
import KeyStore
import TTLV

extension OperationFailure {
  init(_ reason: ResultReason, _ message: String) { self.init(reason: reason, message: message) }

  /// What the client is told of any error.
  init(_ error: any Error) {
    switch error {
    case let failure as OperationFailure: self = failure
    case let error as KMIPError: self.init(.invalidMessage, error.description)
    case let error as TTLVError:
      self.init(.invalidMessage, error.description(vocabulary: SpecificationVocabulary()))
    case KeyStoreError.alreadyExists(let id): self.init(.objectAlreadyExists, "object \(id) already exists")
    case KeyStoreError.notFound(let id): self.init(.objectNotFound, "object not found for identifier \(id)")
    case let error as KeyStoreError: self.init(.internalServerError, error.message)
    case is CancellationError: self.init(.operationCanceledByRequester, "the request was cancelled")
    default: self.init(.generalFailure, "the operation cannot be done")
    }
  }
}

extension ResponseBatchItem {
  init(_ failure: OperationFailure, operation: OperationCode? = nil, id: [UInt8]? = nil) {
    self.init(
      operation: operation, uniqueBatchItemID: id, resultStatus: .operationFailed, resultReason: failure.reason,
      resultMessage: failure.message)
  }
}
