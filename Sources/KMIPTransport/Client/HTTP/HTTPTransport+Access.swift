public import KMIPClient

extension HTTPTransport {
  public var carriesAccessCalls: Bool { true }

  public func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer {
    var message = WebRequest(request.body == nil ? .get : .post, request.path)
    message.headers = [("Accept", "application/json")]
    if let body = request.body {
      message.headers.append(("Content-Type", "application/json"))
      message.body = body
    }
    let answer = try await answer(to: message)
    guard answer.status != 429 else { throw TransportError(refusing: answer, of: address, request.path) }
    return AccessAnswer(status: answer.status, body: answer.body)
  }
}
