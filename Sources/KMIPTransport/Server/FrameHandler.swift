import NIOCore
import TTLV

/// What a connection's bytes amount to.
enum Frame: Sendable {
  case message([UInt8])
  /// Bytes that no message begins with; nothing after them can be told apart.
  case broken([UInt8])
}

/// Cuts what a client sends into messages, and hangs up on one that takes too long over a message.
final class FrameHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = Frame

  private let patience: TimeAmount
  private var received = MessageAccumulator()
  private var timer: Scheduled<Void>?
  private var isBroken = false

  init(patience: TimeAmount) { self.patience = patience }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isBroken else { return }
    var bytes = unwrapInboundIn(data)
    received.append(&bytes)
    do throws(TTLVError) {
      while let message = try received.next() { pass(.message(message), context) }
    } catch {
      isBroken = true
      pass(.broken(received.remainder()), context)
    }
    watch(context.channel)
  }

  func channelInactive(context: ChannelHandlerContext) {
    stopTimer()
    context.fireChannelInactive()
  }

  private func pass(_ frame: Frame, _ context: ChannelHandlerContext) {
    stopTimer()
    context.fireChannelRead(wrapInboundOut(frame))
  }

  private func watch(_ channel: any Channel) {
    guard received.count > 0, timer == nil else { return }
    timer = channel.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
  }

  private func stopTimer() {
    timer?.cancel()
    timer = nil
  }
}
