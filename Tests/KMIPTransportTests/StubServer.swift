import Glibc
import KMIPClient
@testable import KMIPTransport
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that counts, and hangs up when it is told to.
final class StubServer: Sendable {
  private struct State {
    var channels: [any Channel] = []
    var requests = 0
    var connections = 0
  }

  let isSocket: Bool
  /// Answers are held back until so many requests are there.
  let answersAt: Int
  let arrivals: AsyncStream<Int>
  private let arrival: AsyncStream<Int>.Continuation
  private let endpoint = Mutex(anyPort)
  private let state = Mutex(State())

  fileprivate init(isSocket: Bool, answersAt: Int) {
    self.isSocket = isSocket
    self.answersAt = answersAt
    (arrivals, arrival) = AsyncStream.makeStream(of: Int.self)
  }

  var answer: [UInt8] { [0x42, 0, 0x7B, 1, 0, 0, 0, 0] }
  var requests: Int { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.connections } }

  func transport(_ limits: PoolLimits = PoolLimits()) throws -> any Transport {
    let endpoint = endpoint.withLock { $0 }
    return isSocket
      ? try SocketTransport(endpoint, tls: Fixture.stranger, limits: limits)
      : try HTTPTransport(base: "http://\(endpoint)", limits: limits)
  }

  /// Returns when no connection is left.
  func hangUp() async throws {
    let channels = state.withLock { state in
      defer { state.channels = [] }
      return state.channels
    }
    for channel in channels {
      channel.close(promise: nil)
      try await channel.closeFuture.get()
    }
  }

  fileprivate func begin(at endpoint: Endpoint) { self.endpoint.withLock { $0 = endpoint } }

  fileprivate func welcome(_ channel: any Channel) {
    // Closing then takes until the client's kernel has taken note.
    (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 5)).whenFailure { _ in
      channel.close(promise: nil)
    }
    state.withLock { state in
      state.channels.append(channel)
      state.connections += 1
    }
  }

  fileprivate func count() -> Int {
    let count = state.withLock { state in
      state.requests += 1
      return state.requests
    }
    arrival.yield(count)
    return count
  }
}

func withStubServer(
  isSocket: Bool, answersAt: Int = 1, _ body: (StubServer) async throws -> Void
) async throws {
  let stub = StubServer(isSocket: isSocket, answersAt: answersAt)
  let tls = isSocket ? try Fixture.openServer.context() : nil
  let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        stub.welcome(channel)
        let handlers = channel.pipeline.syncOperations
        if let tls { try handlers.addHandler(NIOSSLServerHandler(context: tls)) }
        try handlers.addHandler(StubHandler(stub))
      }
    }
    .bind(host: "127.0.0.1", port: 0).get()
  stub.begin(at: listener.endpoint(host: "127.0.0.1"))
  try await body(stub)
  try await listener.close().get()
}

private final class StubHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let stub: StubServer
  private var received = ByteBuffer()
  private var owed = 0

  init(_ stub: StubServer) { self.stub = stub }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    received.writeBuffer(&bytes)
    while takeRequest() {
      owed += 1
      guard stub.count() >= stub.answersAt else { continue }
      for _ in 0..<owed { context.write(wrapOutboundOut(answer), promise: nil) }
      owed = 0
      context.flush()
    }
  }

  private func takeRequest() -> Bool {
    let mark = stub.isSocket ? PoolTests.request : Array("\r\n\r\n".utf8) + PoolTests.request
    let view = Array(received.readableBytesView)
    guard view.count >= mark.count else { return false }
    for end in mark.count...view.count where Array(view[(end - mark.count)..<end]) == mark {
      received.moveReaderIndex(forwardBy: end)
      return true
    }
    return false
  }

  private var answer: ByteBuffer {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(stub.answer.count)\r\n\r\n"
    return ByteBuffer(bytes: (stub.isSocket ? [] : Array(head.utf8)) + stub.answer)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
