import KMIPClient
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

typealias FramedChannel = NIOAsyncChannel<Frame, ByteBuffer>

struct SocketService: Service {
  let listener: SocketListener
  let limits: ListenerLimits
  let logger: Logger
  let respond: WireResponder
  let onReady: @Sendable (Endpoint) -> Void

  func run() async throws {
    let server = try await bind()
    onReady(server.channel.endpoint(host: listener.endpoint.host))
    let visitors = Visitors()
    try await withGracefulShutdownHandler {
      try await withTaskCancellationHandler {
        try await serve(server, visitors)
      } onCancel: {
        server.channel.close(promise: nil)
        visitors.dismiss()
      }
    } onGracefulShutdown: {
      server.channel.close(promise: nil)
      visitors.stop()
    }
  }

  private func serve(_ server: NIOAsyncChannel<FramedChannel, Never>, _ visitors: Visitors) async throws {
    let places = Turnstile(places: limits.connections)
    await withDiscardingTaskGroup { group in
      do {
        try await server.executeThenClose { connections in
          for try await connection in connections {
            try await places.enter()
            group.addTask {
              defer { places.leave() }
              await Visit(
                limits: limits, respond: respond, door: listener.door,
                asksForName: listener.tls.clientAuthority != nil
              ).run(connection, visitors)
            }
          }
        }
      } catch {
        logger.debug("no more connections are taken: \(error)")
      }
    }
  }

  private func bind() async throws -> NIOAsyncChannel<FramedChannel, Never> {
    let tls = try listener.tls.context()
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
    do {
      return try await bootstrap.bind(host: listener.endpoint.host, port: listener.endpoint.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let handlers = channel.pipeline.syncOperations
          try handlers.addHandler(NIOSSLServerHandler(context: tls))
          try handlers.addHandler(FrameHandler(patience: limits.message))
          return try FramedChannel(wrappingChannelSynchronously: channel)
        }
      }
    } catch {
      throw SetupError(listeningAt: listener.endpoint, error) ?? error
    }
  }
}
