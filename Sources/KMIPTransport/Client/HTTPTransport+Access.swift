import AsyncHTTPClient
public import KMIPClient
import NIOCore
import NIOHTTP1

extension HTTPTransport {
  public var carriesAccessCalls: Bool { true }

  public func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer {
    let body = NotedBody(ByteBuffer(bytes: request.body ?? []))
    var message = HTTPClientRequest(url: address + request.path)
    message.headers.add(name: "Accept", value: "application/json")
    if let token = try authorization() { message.headers.add(name: "Authorization", value: token) }
    if request.body != nil {
      message.method = .POST
      message.headers.add(name: "Content-Type", value: "application/json")
      message.body = .stream(body, length: .known(Int64(body.count)))
    }
    do {
      let response = try await client.execute(message, deadline: .distantFuture)
      guard response.status != .tooManyRequests else {
        throw await TransportError(refusing: response, address: address)
      }
      let answer = Array(try await response.body.collect(upTo: messageLimit).readableBytesView)
      return AccessAnswer(status: Int(response.status.code), body: answer)
    } catch {
      // What is only asked for has no body that could have been sent.
      throw TransportError(
        exchangingWith: address, error, wasAskedFor: request.body == nil || body.wasAskedFor)
    }
  }
}
