import KMIPClient
import NIOCore
import NIOPosix
import NIOSSL

/// A connection to a server, for requests that are answered in their order.
struct Connection<Frames: Framing>: Sendable {
  private let channel: any Channel
  private let handler: NIOLoopBound<ExchangeHandler<Frames>>
  private let context: NIOLoopBound<ChannelHandlerContext>

  var isOpen: Bool { channel.isActive }

  func exchange(_ request: Frames.Request) async throws(TransportError) -> Frames.Answer {
    let loop = channel.eventLoop
    let answer = loop.makePromise(of: Frames.Answer.self)
    let (handler, context) = (handler, context)
    let sent = loop.submit { handler.value.send(request, context: context.value, answer: answer) }
    do {
      return try await withTaskCancellationHandler {
        try await answer.futureResult.get()
      } onCancel: {
        sent.whenSuccess { handler.value.abandon($0, context: context.value) }
      }
    } catch let error as TransportError {
      throw Task.isCancelled
        ? .init(.cancelled, isUnsent: error.isUnsent, "cancelled while waiting for an answer") : error
    } catch {
      throw .init(.send, isUnsent: true, "the connection broke: \(error)")
    }
  }

  func close() { channel.close(promise: nil) }
}

extension Connection {
  static func open(_ route: Route) async throws(TransportError) -> Connection {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(10))
      .channelOption(.socketOption(.so_keepalive), value: 1)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.autoRead, value: false)
    do {
      return try await bootstrap.connect(route) { channel in
        let handlers = channel.pipeline.syncOperations
        if let tls = route.tls {
          try handlers.addHandler(tls.settings.handler(tls.context, host: route.serverName, channel: channel))
        }
        try Frames.prepare(handlers)
        try handlers.addHandler(ExchangeHandler<Frames>(peer: route.peer))
        return try Connection(channel)
      }
    } catch is CancellationError {
      throw .init(.cancelled, isUnsent: true, "cancelled while connecting to \(route.peer)")
    } catch let error as ProxyRefusal {
      throw TransportError(route.proxy, error)
    } catch {
      let reached = route.proxy.map { "the proxy \($0)" } ?? route.peer
      throw TransportError(reaching: reached, error)
        ?? .init(.connect, isUnsent: true, "no connection to \(reached): \(error)")
    }
  }

  /// On the channel's event loop. Nothing is read before, lest the connection end while no one can be told why.
  private init(_ channel: any Channel) throws {
    let context = try channel.pipeline.syncOperations.context(handlerType: ExchangeHandler<Frames>.self)
    let handler = try channel.pipeline.syncOperations.handler(type: ExchangeHandler<Frames>.self)
    self.channel = channel
    self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    self.context = NIOLoopBound(context, eventLoop: channel.eventLoop)
    try channel.syncOptions?.setOption(.autoRead, value: true)
  }
}

extension ClientBootstrap {
  /// Connects to the server, or through the proxy, and has the channel made ready on its event loop.
  fileprivate func connect<Ready: Sendable>(
    _ route: Route, ready: @escaping @Sendable (any Channel) throws -> Ready
  ) async throws -> Ready {
    let first = route.proxy?.endpoint ?? route.endpoint
    let channel = try await connect(host: first.host, port: first.port).flatMap { $0.tunnelled(route) }.orCancelled()
    do {
      return try await channel.eventLoop.submit { try ready(channel) }.get()
    } catch {
      channel.close(promise: nil)
      throw error
    }
  }
}

extension Channel {
  fileprivate func tunnelled(_ route: Route) -> EventLoopFuture<any Channel> {
    guard let tunnel = route.tunnel else { return eventLoop.makeSucceededFuture(self) }
    let opened = eventLoop.makePromise(of: Void.self)
    do {
      try pipeline.syncOperations.addHandler(TunnelHandler(tunnel, opened: opened))
    } catch {
      opened.fail(error)
    }
    opened.futureResult.whenFailure { _ in self.close(promise: nil) }
    return opened.futureResult.map { self }
  }
}

extension EventLoopFuture where Value == any Channel {
  /// A channel that comes after the task was cancelled is closed: name resolution and connecting cannot be interrupted.
  fileprivate func orCancelled() async throws -> any Channel {
    let promise = eventLoop.makePromise(of: (any Channel).self)
    whenComplete { result in
      promise.completeWith(result)
      guard case .success(let channel) = result else { return }
      promise.futureResult.whenFailure { _ in channel.close(promise: nil) }
    }
    return try await withTaskCancellationHandler {
      try await promise.futureResult.get()
    } onCancel: {
      promise.fail(CancellationError())
    }
  }
}
