@testable import KMIPTransport
import Glibc
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

let anyPort = Endpoint(host: "127.0.0.1", port: 0)
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

struct Server {
  let addresses: ListeningAddresses
  let group: ServiceGroup

  var http: Endpoint { addresses.http ?? anyPort }
  var socket: Endpoint { addresses.socket ?? anyPort }
}

/// Serves as long as the body runs, and stops in good order.
func withServer(
  http: HTTPListener? = nil, socket: SocketListener? = nil, limits: ListenerLimits = ListenerLimits(),
  respond: @escaping WireResponder = answer, _ body: (Server) async throws -> Void
) async throws {
  let (ready, isReady) = AsyncStream.makeStream(of: ListeningAddresses.self)
  let listeners = Listeners(
    http: http, socket: socket, limits: limits, logger: quiet, respond: respond,
    onReady: { isReady.yield($0) })
  let services = listeners.group(stoppingOn: [])
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      defer { isReady.finish() }
      try await services.run()
    }
    for await addresses in ready {
      try await body(Server(addresses: addresses, group: services))
      await services.triggerGracefulShutdown()
    }
    try await group.waitForAll()
  }
}

/// A listener that answers a request, once its last byte is there, with `reply`, and hangs up, or resets, if told so.
func withRawServer(
  tls: ServerTLS? = nil, reply: [UInt8], hangsUp: Bool, resets: Bool = false, lastByte: UInt8? = nil,
  onRequest: @escaping @Sendable () -> Void = {},
  _ body: (Endpoint) async throws -> Void
) async throws {
  let context = try tls?.context()
  let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let handlers = channel.pipeline.syncOperations
        if let context { try handlers.addHandler(NIOSSLServerHandler(context: context)) }
        try handlers.addHandler(
          RawHandler(reply: reply, hangsUp: hangsUp, resets: resets, lastByte: lastByte, onRequest: onRequest))
      }
    }
    .bind(host: "127.0.0.1", port: 0).get()
  try await body(server.endpoint(host: "127.0.0.1"))
  try await server.close().get()
}

private final class RawHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let reply: [UInt8]
  let hangsUp: Bool
  let resets: Bool
  let lastByte: UInt8?
  let onRequest: @Sendable () -> Void

  init(reply: [UInt8], hangsUp: Bool, resets: Bool, lastByte: UInt8?, onRequest: @escaping @Sendable () -> Void) {
    self.reply = reply
    self.hangsUp = hangsUp
    self.resets = resets
    self.lastByte = lastByte
    self.onRequest = onRequest
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if let lastByte, unwrapInboundIn(data).readableBytesView.last != lastByte { return }
    onRequest()
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: reply)), promise: nil)
    if hangsUp { context.close(promise: nil) }
    if resets { reset(context.channel) }
  }

  private func reset(_ channel: any Channel) {
    guard let socket = channel as? any SocketOptionProvider else { return }
    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(mode: .all, promise: nil) }
  }
}
