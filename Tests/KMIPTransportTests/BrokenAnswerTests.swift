import KMIP
import KMIPClient
import KMIPTransport
import TTLV
import Testing

struct BrokenAnswerTests {
  let request = [UInt8](repeating: 0, count: 16)

  func error(_ transport: any Transport) async -> TransportError? {
    let error = await #expect(throws: TransportError.self) { try await transport.exchange(request) }
    await transport.close()
    return error
  }

  func socketError(reply: [UInt8], hangsUp: Bool) async throws -> TransportError? {
    var seen: TransportError?
    try await withRawServer(tls: Fixture.server, reply: reply, hangsUp: hangsUp) { endpoint in
      seen = await error(try SocketTransport(endpoint, tls: Fixture.alice))
    }
    return seen
  }

  func httpError(_ reply: String, hangsUp: Bool = true) async throws -> TransportError? {
    var seen: TransportError?
    try await withRawServer(reply: Array(reply.utf8), hangsUp: hangsUp, lastByte: 0) { endpoint in
      seen = await error(try HTTPTransport(base: "http://\(endpoint)"))
    }
    return seen
  }

  @Test func socketAnswersGarbage() async throws {
    let error = try await socketError(reply: Array("HTTP/1.1 400".utf8), hangsUp: false)
    #expect(error?.phase == .decode)
    #expect(error?.isUnsent == false)
  }

  @Test func socketAnswersHalfAMessage() async throws {
    let error = try await socketError(reply: [0x42, 0x00, 0x7B, 0x01, 0, 0, 1, 0, 9, 9], hangsUp: true)
    #expect(error?.phase == .receive)
    #expect(error?.isUnsent == false)
    #expect(error?.message.hasSuffix("closed the connection after 10 bytes of the answer") == true)
  }

  @Test func socketHangsUpWithoutAnAnswer() async throws {
    let error = try await socketError(reply: [], hangsUp: true)
    #expect(error?.phase == .receive)
    #expect(error?.message.hasSuffix("closed the connection without an answer") == true)
  }

  @Test(arguments: [true, false]) func connectionIsResetWhenTheRequestIsThere(isSocket: Bool) async throws {
    try await withRawServer(tls: isSocket ? Fixture.server : nil, reply: [], hangsUp: false, resets: true, lastByte: 0)
    { endpoint in
      let transport: any Transport =
        isSocket
        ? try SocketTransport(endpoint, tls: Fixture.alice) : try HTTPTransport(base: "http://\(endpoint)")
      let error = await error(transport)
      #expect(error?.phase == .receive)
      #expect(error?.isUnsent == false)
    }
  }

  @Test func answerThatWouldBeTooLargeIsNotRead() async throws {
    let error = try await socketError(reply: [0x42, 0x00, 0x7B, 0x01, 0x7F, 0, 0, 0], hangsUp: false)
    #expect(error?.phase == .decode)
  }

  @Test func httpBreaksOffInTheMiddle() async throws {
    let error = try await httpError("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"tag\"")
    #expect(error?.phase == .receive)
    #expect(error?.isUnsent == false)
  }

  @Test(arguments: [
    (401, "Unauthorized", TransportError.Phase.authentication, true, true),
    (403, "Forbidden", .authentication, true, true),
    (404, "Not Found", .server, true, true),
    (422, "Unprocessable Content", .server, true, true),
    (429, "Too Many Requests", .server, true, false),
    (500, "Internal Server Error", .server, false, false),
    (503, "Service Unavailable", .server, false, false),
    (302, "Found", .server, true, true),
  ])
  func httpStatusTellsWhatBecameOfTheRequest(
    code: Int, reason: String, phase: TransportError.Phase, isUnsent: Bool, isLasting: Bool
  ) async throws {
    let error = try await httpError("HTTP/1.1 \(code) \(reason)\r\nContent-Length: 9\r\n\r\nno\u{1B}[2Jway")
    #expect(error?.phase == phase)
    #expect(error?.isUnsent == isUnsent)
    #expect(error?.isLasting == isLasting)
    #expect(error?.message.contains("HTTP \(code)") == true)
    #expect(error?.message.contains("\u{1B}") == false)
  }

  @Test(arguments: [true, false]) func silentServersAreLeftAtTheDeadline(isSocket: Bool) async throws {
    let (requests, request) = AsyncStream.makeStream(of: Void.self)
    try await withRawServer(
      tls: isSocket ? Fixture.server : nil, reply: [], hangsUp: false, onRequest: { request.yield() }
    ) { endpoint in
      let transport: any Transport =
        isSocket
        ? try SocketTransport(endpoint, tls: Fixture.alice) : try HTTPTransport(base: "http://\(endpoint)")
      var timing = Timing()
      timing.expire = { _ in for await _ in requests { break } }
      let client = Client(transport: transport, profile: .embedded, timing: timing)
      let error = await #expect(throws: ClientError.self) { try await client.perform(Destroy(uniqueIdentifier: "k")) }
      #expect(error?.phase == .deadline)
      #expect(error?.applied == .unknown)
      await transport.close()
    }
  }

  /// Each connection serves one request, and may be seen to be dead or not when the next one comes.
  @Test func connectionThatDiedIdleIsReplaced() async throws {
    let answer = ResponseBatchItem(operation: .locate, resultStatus: .success, payload: [])
    let message = ResponseMessage(header: ResponseHeader(protocolVersion: .v2_1, batchCount: 1), items: [answer])
    try await withRawServer(tls: Fixture.server, reply: message.item.encoded(), hangsUp: true) { endpoint in
      let transport = try SocketTransport(endpoint, tls: Fixture.alice)
      var timing = Timing()
      timing.pause = { _ in }
      let client = Client(transport: transport, profile: .embedded, timing: timing)
      for _ in 1...10 { _ = try await client.perform(Locate()) }
      await transport.close()
    }
  }
}
