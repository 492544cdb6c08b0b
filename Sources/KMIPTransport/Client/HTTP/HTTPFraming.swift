import KMIPClient
import NIOCore
import NIOHTTP1

struct HTTPMessage: Sendable {
  var head: HTTPRequestHead
  var body: [UInt8]
}

struct HTTPAnswer: Sendable {
  var head: HTTPResponseHead
  var body: [UInt8]
}

/// HTTP/1.1: one request at a time, whose answer ends before the next begins.
struct HTTPFraming: Framing {
  private let peer: String
  private var head: HTTPResponseHead?
  private var body = ByteBuffer()

  init(peer: String) { self.peer = peer }

  static func prepare(_ pipeline: ChannelPipeline.SynchronousOperations) throws {
    try pipeline.addHandlers([HTTPRequestEncoder(), ByteToMessageHandler(HTTPResponseDecoder())])
  }

  func write(_ request: HTTPMessage, to context: ChannelHandlerContext) -> EventLoopFuture<Void> {
    let head: HTTPClientRequestPart = .head(request.head)
    let body: HTTPClientRequestPart = .body(.byteBuffer(ByteBuffer(bytes: request.body)))
    context.write(NIOAny(head), promise: nil)
    if !request.body.isEmpty { context.write(NIOAny(body), promise: nil) }
    return context.writeAndFlush(NIOAny(HTTPClientRequestPart.end(nil)))
  }

  mutating func answer(with part: HTTPClientResponsePart?) throws(TransportError) -> HTTPAnswer? {
    switch part {
    case .head(let head): self.head = head
    case .body(var bytes):
      guard body.readableBytes + bytes.readableBytes <= messageLimit else {
        throw TransportError(
          .receive, isUnsent: false, isLasting: true, "the answer of \(peer) is larger than \(messageLimit) bytes")
      }
      body.writeBuffer(&bytes)
    case .end: return finished()
    case nil: break
    }
    return nil
  }

  var count: Int { body.readableBytes }

  static func ends(_ answer: HTTPAnswer) -> Bool { !answer.head.isKeepAlive }

  private mutating func finished() -> HTTPAnswer? {
    defer {
      head = nil
      body.clear()
    }
    return head.map { HTTPAnswer(head: $0, body: Array(body.readableBytesView)) }
  }
}
