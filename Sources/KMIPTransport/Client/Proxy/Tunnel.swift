import NIOCore

/// One side of the talk with a proxy before it passes bytes on.
protocol Tunnel {
  /// What is sent first.
  func greeting() throws(ProxyRefusal) -> [UInt8]
  /// Takes what has come so far, and consumes what it understands.
  mutating func answer(to bytes: inout ByteBuffer) throws(ProxyRefusal) -> TunnelStep
}

enum TunnelStep {
  case needsMore
  case send([UInt8])
  case open
}

struct ProxyRefusal: Error {
  var message: String
  var hint: String?
  /// True if another attempt would fare no better.
  var isLasting = true
  var isLogin = false
}

/// Talks to the proxy until the way to the server is open; then it leaves the pipeline.
final class TunnelHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var tunnel: any Tunnel
  private let opened: EventLoopPromise<Void>
  private var received = ByteBuffer()
  private var timer: Scheduled<Void>?

  init(_ tunnel: any Tunnel, opened: EventLoopPromise<Void>) {
    self.tunnel = tunnel
    self.opened = opened
  }

  /// The connection to the proxy stands.
  func handlerAdded(context: ChannelHandlerContext) {
    let opened = opened
    timer = context.eventLoop.scheduleTask(in: .seconds(10)) {
      opened.fail(ProxyRefusal(message: "does not answer", isLasting: false))
    }
    do throws(ProxyRefusal) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: try tunnel.greeting())), promise: nil)
      context.read()
    } catch {
      end(.failure(error), context)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    received.writeBuffer(&bytes)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    do throws(ProxyRefusal) {
      while true {
        switch try tunnel.answer(to: &received) {
        case .needsMore:
          guard received.readableBytes < 1 << 14 else { throw ProxyRefusal(message: "answers with too much") }
          return context.read()
        case .send(let bytes):
          context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        case .open:
          // The server speaks when it is spoken to.
          guard received.readableBytes == 0 else { throw ProxyRefusal(message: "answers with more than was asked") }
          return end(.success(()), context)
        }
      }
    } catch {
      end(.failure(error), context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.failure(ProxyRefusal(message: "closed the connection", isLasting: false)), context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end(.failure(error), context)
  }

  private func end(_ result: Result<Void, any Error>, _ context: ChannelHandlerContext) {
    timer?.cancel()
    switch result {
    case .success: context.pipeline.syncOperations.removeHandler(self).cascade(to: opened)
    case .failure(let error): opened.fail(error)
    }
  }
}
