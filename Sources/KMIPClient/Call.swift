import KMIP
import TTLV

/// What goes into one message: one operation, or several of a kind.
struct Call {
  let operation: OperationCode
  let items: [RequestBatchItem]
  let correlation: String?
  let observer: Exchange.Observer?

  init(
    operation: OperationCode, items: [RequestBatchItem], correlation: String?, observer: Exchange.Observer? = nil
  ) {
    self.operation = operation
    self.items = items
    self.correlation = correlation
    self.observer = observer
  }

  init<O: Operation>(_ operation: O, correlation: String? = nil, observer: Exchange.Observer? = nil) {
    self.init(
      operation: O.code, items: [RequestBatchItem(operation)], correlation: correlation, observer: observer)
  }

  var changes: Bool { !operation.isRepeatable }

  /// True if it brings one part of the data of an operation: the server takes that once.
  private var isPart: Bool {
    items.contains { $0.payload.contains { $0.tag == .correlationValue || $0.tag == .initIndicator } }
  }

  func message(_ version: ProtocolVersion, _ profile: ServerProfile) -> RequestMessage {
    let header = RequestHeader(
      protocolVersion: version, clientCorrelationValue: profile.sendsCorrelation ? correlation : nil,
      asynchronousIndicator: operation.isNeverAsynchronous ? nil : profile.asynchronousIndicator,
      batchCount: Int32(clamping: items.count))
    return RequestMessage(header: header, items: items)
  }

  /// True if sending once more can help and do no harm.
  func mayRepeat(after error: TransportError) -> Bool {
    guard !error.isLasting, error.isUnsent || !changes && !isPart else { return false }
    return switch error.phase {
    case .resolve, .connect, .tls, .send, .receive, .server: true
    case .decode, .deadline, .cancelled, .authentication, .version: false
    }
  }

  func inexpressible(_ reason: String) -> ClientError {
    ClientError(
      .version, "\(operation.name) cannot be asked for: \(reason)",
      hint: "see with 'kmsh server' which version is spoken, and if a later one is to be had", isSent: false,
      applied: .no, attempts: 0)
  }

  func unreadable(_ reason: String, attempts: Int) -> ClientError {
    ClientError(
      .decode, "the answer to \(operation.name) cannot be read: \(reason)",
      isSent: true, applied: changes ? .unknown : .no, attempts: attempts)
  }
}
