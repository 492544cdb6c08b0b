import KMIP

/// What this server speaks, in the order of its preference.
let spokenVersions: [ProtocolVersion] = [.v2_1, .v2_0]

func speaks(_ version: ProtocolVersion) -> Bool { spokenVersions.contains(version) }

extension EmbeddedKMS {
  func check(_ message: RequestMessage) throws(OperationFailure) {
    let header = message.header
    let isDiscovery = message.items.allSatisfy { $0.operation == .discoverVersions }
    guard speaks(header.protocolVersion) || header.protocolVersion.protocolVersionMajor == 1 && isDiscovery else {
      let versions = spokenVersions.map(\.description).joined(separator: " and ")
      throw OperationFailure(
        .unsupportedProtocolVersion, "found protocol version \(header.protocolVersion), this server speaks \(versions)")
    }
    guard Int(header.batchCount) == message.items.count else {
      throw OperationFailure(
        .invalidMessage, "the batch count is \(header.batchCount), the message has \(message.items.count) items")
    }
    guard header.asynchronousIndicator != .mandatory else {
      throw OperationFailure(.featureNotSupported, "every operation is answered at once: none is asynchronous")
    }
    guard header.batchErrorContinuationOption != .undo || message.items.count < 2 else {
      throw OperationFailure(.featureNotSupported, "a batch cannot be undone: ask for stop or continue")
    }
  }

  /// In order; after a failure the rest is done only if the client asked for that.
  func perform(_ message: RequestMessage, as identity: Identity) async -> [ResponseBatchItem] {
    var context = context(identity, version: message.header.protocolVersion)
    var answers: [ResponseBatchItem] = []
    for item in message.items {
      context.now = now
      let answer = await perform(item, in: &context)
      answers.append(answer)
      if answer.resultStatus != .success, message.header.batchErrorContinuationOption != .continue { break }
    }
    return answers
  }

  private func perform(_ item: RequestBatchItem, in context: inout Context) async -> ResponseBatchItem {
    do {
      if item.messageExtensions.contains(where: { $0.criticalityIndicator == true }) {
        throw OperationFailure(.unknownMessageExtension, "the message extension is critical and not known here")
      }
      return ResponseBatchItem(
        operation: item.operation, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .success,
        payload: try await respond(to: item.operation, item.payload, in: &context))
    } catch {
      return ResponseBatchItem(OperationFailure(error), operation: item.operation, id: item.uniqueBatchItemID)
    }
  }
}
