import KMIP
import KeyStore

extension EmbeddedKMS {
  func check(_ message: RequestMessage) throws(OperationFailure) {
    let header = message.header
    guard ProtocolVersion.spoken.contains(header.protocolVersion) else {
      let versions = ProtocolVersion.spoken.map(\.description).joined(separator: ", ")
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
  }

  /// In order; after a failure the rest is done only if the client asked for that.
  func perform(_ message: RequestMessage, as identity: Identity) async -> [ResponseBatchItem] {
    guard message.header.batchErrorContinuationOption == .undo else {
      return await perform(message, as: identity, on: store)
    }
    let journal = Journal()
    let answers = await perform(message, as: identity, on: store.recording(in: journal))
    return answers.allSatisfy { $0.resultStatus == .success } ? answers : await undone(answers, journal)
  }

  private func perform(
    _ message: RequestMessage, as identity: Identity, on store: ObjectStore
  ) async -> [ResponseBatchItem] {
    var context = context(identity, on: store, version: message.header.protocolVersion)
    var answers: [ResponseBatchItem] = []
    for item in message.items {
      context.now = now
      let answer = await perform(item, in: &context)
      answers.append(answer)
      if answer.resultStatus != .success, message.header.batchErrorContinuationOption != .continue { break }
    }
    return answers
  }

  private func undone(_ answers: [ResponseBatchItem], _ journal: Journal) async -> [ResponseBatchItem] {
    var answers = answers
    do { try await store.undo(journal) } catch {
      // What was done stays done and says so; the failure tells why.
      let cause = OperationFailure(error).message
      if let last = answers.indices.last {
        answers[last].resultMessage = "\(answers[last].resultMessage ?? ""); \(cause)"
      }
      return answers
    }
    for index in answers.indices where answers[index].resultStatus == .success {
      answers[index].resultStatus = .operationUndone
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
