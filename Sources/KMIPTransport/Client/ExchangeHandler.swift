import KMIPClient
import NIOCore
import TTLV

/// One request at a time on one connection: its answer fulfils the promise that came with it.
final class ExchangeHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let peer: String
  private var answer: EventLoopPromise<[UInt8]>?
  private var received = MessageAccumulator()
  private var isWritten = false
  private var fault: (any Error)?

  init(peer: String) { self.peer = peer }

  func send(_ request: [UInt8], context: ChannelHandlerContext, answer: EventLoopPromise<[UInt8]>) {
    self.answer = answer
    isWritten = false
    let channel = context.channel
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: request))).whenComplete { result in
      handler.value.written(result, channel)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    guard answer != nil else {
      // Bytes that nobody asked for would be taken for the next answer.
      context.close(promise: nil)
      return
    }
    received.append(&bytes)
    do throws(TTLVError) {
      guard let message = try received.next() else { return }
      if received.count > 0 { context.close(promise: nil) }
      finish(.success(message))
    } catch {
      finish(.failure(.init(.decode, isUnsent: false, "\(peer) answers with something that is no message: \(error)")))
      context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    note(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish(.failure(ending()))
    context.fireChannelInactive()
  }

  private func written(_ result: Result<Void, any Error>, _ channel: any Channel) {
    switch result {
    case .success: isWritten = true
    case .failure(let error):
      note(error)
      // The error of the handshake may still be on its way; `channelInactive` comes in any case.
      channel.close(promise: nil)
      if !channel.isActive { finish(.failure(ending())) }
    }
  }

  /// Keeps the first error, unless a later one explains it.
  private func note(_ error: any Error) {
    guard fault.flatMap({ TransportError(handshakingWith: peer, $0) }) == nil else { return }
    fault = error
  }

  private func finish(_ result: Result<[UInt8], TransportError>) {
    guard let promise = answer else { return }
    answer = nil
    switch result {
    case .success(let message): promise.succeed(message)
    case .failure(let error): promise.fail(error)
    }
  }

  private func ending() -> TransportError {
    guard isWritten else {
      return fault.flatMap { TransportError(handshakingWith: peer, $0) }
        ?? .init(.send, isUnsent: true, "the connection to \(peer) broke before the request was sent")
    }
    if received.count == 0, let fault, let error = TransportError(refusedBy: peer, fault) { return error }
    let part = received.count == 0 ? "without an answer" : "after \(received.count) bytes of the answer"
    return .init(
      .receive, isUnsent: false, "\(peer) closed the connection \(part)",
      hint: "the server's log may tell why")
  }
}
