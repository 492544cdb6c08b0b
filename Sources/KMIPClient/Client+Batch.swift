public import KMIP

extension Client {
  /// Performs operations that change nothing, many in a message where the server allows it.
  ///
  /// Results come in the order of the operations. An operation that changes objects goes alone, one after another.
  public func perform<O: Operation>(
    batch operations: [O], correlation: String? = nil, observer: Exchange.Observer? = nil
  ) async throws -> [Result<O.Response, OperationFailure>] {
    let size = try await profile().allowsBatches && O.code.isRepeatable ? batchSize : 1
    var results: [Result<O.Response, OperationFailure>] = []
    for start in stride(from: 0, to: operations.count, by: size) {
      let part = operations[start..<min(start + size, operations.count)]
      results += try await perform(part: part, correlation: correlation, observer: observer)
    }
    return results
  }

  private func perform<O: Operation>(
    part operations: ArraySlice<O>, correlation: String?, observer: Exchange.Observer?
  ) async throws -> [Result<O.Response, OperationFailure>] {
    guard operations.count > 1 else {
      return try await singly(operations, correlation: correlation, observer: observer)
    }
    let items = operations.enumerated().map { RequestBatchItem($1, uniqueBatchItemID: batchItemID($0)) }
    let call = Call(operation: O.code, items: items, correlation: correlation, observer: observer)
    let answer = try await answer(to: call)
    // One item for many is a refusal of the message as a whole.
    guard answer.items.count > 1 else {
      return try await singly(operations, correlation: correlation, observer: observer)
    }
    var results: [Result<O.Response, OperationFailure>] = []
    for item in try call.inOrder(answer) {
      let settled = try await settled(item, for: call, attempts: answer.attempts)
      results.append(try call.response(settled, to: O.self, attempts: answer.attempts))
    }
    return results
  }

  private func singly<O: Operation>(
    _ operations: ArraySlice<O>, correlation: String?, observer: Exchange.Observer?
  ) async throws -> [Result<O.Response, OperationFailure>] {
    var results: [Result<O.Response, OperationFailure>] = []
    for operation in operations {
      do {
        results.append(.success(try await perform(operation, correlation: correlation, observer: observer)))
      } catch let failure as OperationFailure {
        results.append(.failure(failure))
      }
    }
    return results
  }
}

private let batchSize = 100

private func batchItemID(_ index: Int) -> [UInt8] {
  withUnsafeBytes(of: UInt64(truncatingIfNeeded: index).bigEndian) { Array($0) }
}

extension Call {
  /// The answers in the order of the questions, by their ids, or as they stand if the server leaves those out.
  fileprivate func inOrder(_ answer: Client.Answer) throws(ClientError) -> [ResponseBatchItem] {
    guard answer.items.count == items.count else {
      throw unreadable("found \(answer.items.count) batch items, wanted \(items.count)", attempts: answer.attempts)
    }
    if answer.items.allSatisfy({ $0.uniqueBatchItemID == nil }) { return answer.items }
    let byID = Dictionary(answer.items.map { ($0.uniqueBatchItemID, $0) }) { first, _ in first }
    let ordered = items.compactMap { byID[$0.uniqueBatchItemID] }
    guard ordered.count == items.count else {
      throw unreadable("its batch item ids are not those of the request", attempts: answer.attempts)
    }
    return ordered
  }
}
