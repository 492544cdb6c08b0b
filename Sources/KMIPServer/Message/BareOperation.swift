public import KMIP
import TTLV

extension EmbeddedKMS {
  /// Answers JSON whose root is an operation, such as `{"tag": "Create", …}`; a request message is answered as one.
  public func respondBare(to bytes: [UInt8], as identity: Identity) async -> Result<[UInt8], OperationFailure> {
    do {
      let request = try ServerVocabulary.decode(bytes)
      return .success(try await answer(request, as: identity).encodedJSON(vocabulary: ServerVocabulary()))
    } catch { return .failure(OperationFailure(error)) }
  }

  private func answer(_ request: Item, as identity: Identity) async throws -> Item {
    if request.tag == .requestMessage { return await respond(to: try RequestMessage(request), as: identity).lowered() }
    try identity.checkAuthentication()
    guard let operation = OperationCode(request: request.tag) else {
      throw OperationFailure(.operationNotSupported, "the root of the request names no operation")
    }
    var context = context(identity)
    do {
      let answer = try await respond(to: operation, request.children, in: &context)
      return Item(operation.responseTag, answer)
    } catch {
      var failure = OperationFailure(error)
      failure.operation = operation
      throw failure
    }
  }
}
