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
  }

  /// In order; after a failure the rest is done only if the client asked for that.
  func perform(
    _ message: RequestMessage, as identity: Identity, _ progress: BatchProgress? = nil
  ) async -> [ResponseBatchItem] {
    guard message.header.batchErrorContinuationOption == .undo else {
      return await perform(message, as: identity, on: store, progress)
    }
    let journal = Journal()
    let answers = await perform(message, as: identity, on: store.recording(in: journal), progress)
    return answers.contains(where: \.isFailure) ? await undone(answers, journal) : answers
  }

  private func perform(
    _ message: RequestMessage, as identity: Identity, on store: ObjectStore, _ progress: BatchProgress?
  ) async -> [ResponseBatchItem] {
    var context = context(identity, on: store, version: message.header.protocolVersion)
    context.isToBeUndone = message.header.batchErrorContinuationOption == .undo
    var answers: [ResponseBatchItem] = []
    for (index, item) in message.items.enumerated() {
      context.now = now
      let answer = await perform(item, at: index, in: &context, progress)
      answers.append(answer)
      if answer.isFailure, message.header.batchErrorContinuationOption != .continue { break }
    }
    return answers
  }

  private func perform(
    _ item: RequestBatchItem, at index: Int, in context: inout Context, _ progress: BatchProgress?
  ) async -> ResponseBatchItem {
    guard let progress else { return await perform(item, in: &context) }
    let performed = await progress.perform(index) { [context] in
      var context = context
      let answer = await self.perform(item, in: &context)
      return (answer, context)
    }
    guard let performed else { return .calledOff(item.operation) }
    context = performed.context
    return performed.answer
  }

  // A client that goes away, or calls an operation off, must not stop half way what takes the others back: hence a
  // task of its own, which is waited for.
  private func undone(_ answers: [ResponseBatchItem], _ journal: Journal) async -> [ResponseBatchItem] {
    var answers = answers
    do { try await Task { try await store.undo(journal) }.value } catch {
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
      return try await handler(of: item.operation, in: &context).answer(to: item, in: &context)
    } catch {
      return ResponseBatchItem(OperationFailure(error), operation: item.operation, id: item.uniqueBatchItemID)
    }
  }
}
