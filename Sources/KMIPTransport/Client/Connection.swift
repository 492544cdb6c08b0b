import KMIPClient
import NIOCore
import NIOPosix
import NIOSSL

/// A connection to a server, for one task at a time.
struct Connection: Sendable {
  private let channel: any Channel
  private let handler: NIOLoopBound<ExchangeHandler>
  private let context: NIOLoopBound<ChannelHandlerContext>

  var isOpen: Bool { channel.isActive }

  func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    let answer = channel.eventLoop.makePromise(of: [UInt8].self)
    let (handler, context) = (handler, context)
    channel.eventLoop.execute { handler.value.send(request, context: context.value, answer: answer) }
    do {
      return try await withTaskCancellationHandler {
        try await answer.futureResult.get()
      } onCancel: {
        channel.close(promise: nil)
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
  static func open(to endpoint: Endpoint, tls: NIOSSLContext) async throws(TransportError) -> Connection {
    let peer = "\(endpoint)"
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(10))
      .channelOption(.socketOption(.so_keepalive), value: 1)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.autoRead, value: false)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let name = endpoint.isAddress ? nil : endpoint.host
          let handlers = channel.pipeline.syncOperations
          try handlers.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name))
          try handlers.addHandler(ExchangeHandler(peer: peer))
        }
      }
    do {
      let channel = try await bootstrap.connect(host: endpoint.host, port: endpoint.port).orCancelled()
      return try await channel.eventLoop.submit { try Connection(channel) }.get()
    } catch is CancellationError {
      throw .init(.cancelled, isUnsent: true, "cancelled while connecting to \(peer)")
    } catch {
      throw TransportError(reaching: peer, error)
        ?? .init(.connect, isUnsent: true, "no connection to \(peer): \(error)")
    }
  }

  /// On the channel's event loop. Nothing is read before, lest the connection end while no one can be told why.
  private init(_ channel: any Channel) throws {
    let context = try channel.pipeline.syncOperations.context(handlerType: ExchangeHandler.self)
    let handler = try channel.pipeline.syncOperations.handler(type: ExchangeHandler.self)
    self.channel = channel
    self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    self.context = NIOLoopBound(context, eventLoop: channel.eventLoop)
    try channel.syncOptions?.setOption(.autoRead, value: true)
  }
}

extension Endpoint {
  var isAddress: Bool { (try? SocketAddress(ipAddress: host, port: port)) != nil }
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
