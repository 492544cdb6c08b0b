import KMIPClient
import NIOCore
import NIOHTTP1

#if os(Linux)
  import Glibc
#endif

/// Requests on one connection, answered in the order in which they were sent.
final class ExchangeHandler<Frames: Framing>: ChannelInboundHandler {
  typealias InboundIn = Frames.Part
  typealias OutboundOut = Never

  private struct Waiting {
    let ticket: Ticket
    let answer: EventLoopPromise<Frames.Answer>
    var isWritten = false
    /// True if nobody waits for the answer any more.
    var isAbandoned = false
  }

  struct Ticket: Hashable {
    fileprivate let number: UInt64
  }

  private let peer: String
  private var frames: Frames
  private var waiting = CircularBuffer<Waiting>()
  private var nextTicket: UInt64 = 0
  private var fault: (any Error)?

  init(peer: String) {
    self.peer = peer
    frames = Frames(peer: peer)
  }

  func send(
    _ request: Frames.Request, context: ChannelHandlerContext, answer: EventLoopPromise<Frames.Answer>
  ) -> Ticket {
    // What ends the first exchange explains itself: it may be the TLS handshake.
    let isFresh = nextTicket == 0
    nextTicket &+= 1
    let ticket = Ticket(number: nextTicket)
    let channel = context.channel
    guard channel.isActive, isFresh || !channel.hasBeenLeft else {
      answer.fail(unsent)
      // What others wait for may have come, and not been read.
      if waiting.isEmpty { channel.close(promise: nil) }
      return ticket
    }
    waiting.append(Waiting(ticket: ticket, answer: answer))
    let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
    frames.write(request, to: context).whenComplete { result in handler.value.written(ticket, result, channel) }
    return ticket
  }

  /// The connection stays for the others that wait on it.
  func abandon(_ ticket: Ticket, context: ChannelHandlerContext) {
    guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting[index].isAbandoned = true
    guard waiting.contains(where: { !$0.isAbandoned }) else { return context.close(promise: nil) }
    waiting[index].answer.fail(TransportError(.cancelled, isUnsent: false, "cancelled while waiting for an answer"))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !waiting.isEmpty else {
      // Bytes that nobody asked for would be taken for the next answer.
      context.close(promise: nil)
      return
    }
    do throws(TransportError) {
      var part: Frames.Part? = unwrapInboundIn(data)
      while let answer = try frames.answer(with: part) {
        part = nil
        waiting.popFirst()?.answer.succeed(answer)
        if waiting.isEmpty, frames.count > 0 || Frames.ends(answer) { return context.close(promise: nil) }
        if Frames.ends(answer) { return context.close(promise: nil) }
      }
    } catch {
      waiting.popFirst()?.answer.fail(error)
      context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    note(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finishAll()
    context.fireChannelInactive()
  }

  private func written(_ ticket: Ticket, _ result: Result<Void, any Error>, _ channel: any Channel) {
    switch result {
    case .success:
      if let index = waiting.firstIndex(where: { $0.ticket == ticket }) { waiting[index].isWritten = true }
    case .failure(let error):
      note(error)
      // The error of the handshake may still be on its way; `channelInactive` comes in any case.
      channel.close(promise: nil)
      if !channel.isActive { finishAll() }
    }
  }

  /// Keeps the first error, unless a later one explains it.
  private func note(_ error: any Error) {
    guard fault.flatMap({ TransportError(handshakingWith: peer, $0) }) == nil else { return }
    fault = error
  }

  private func finishAll() {
    var isFirst = true
    while let exchange = waiting.popFirst() {
      exchange.answer.fail(exchange.isWritten ? unanswered(isFirst: isFirst) : unsent)
      isFirst = false
    }
  }

  private var unsent: TransportError {
    fault.flatMap { TransportError(handshakingWith: peer, $0) }
      ?? .init(.send, isUnsent: true, "the connection to \(peer) broke before the request was sent")
  }

  private func unanswered(isFirst: Bool) -> TransportError {
    let count = isFirst ? frames.count : 0
    if count == 0, let fault, let error = TransportError(refusedBy: peer, fault) { return error }
    if fault is HTTPParserError, count == 0 {
      return .init(.decode, isUnsent: false, "\(peer) answers with something that is not HTTP")
    }
    let part = count == 0 ? "without an answer" : "after \(count) bytes of the answer"
    return .init(
      .receive, isUnsent: false, "\(peer) closed the connection \(part)",
      hint: "the server's log may tell why")
  }
}

/// `TCP_ESTABLISHED` of Linux.
private let established: UInt8 = 1

extension Channel {
  /// True if the other end has closed the connection, though no event has told so yet.
  fileprivate var hasBeenLeft: Bool {
    #if os(Linux)
      let isLeft = NIOLoopBoundBox(false, eventLoop: eventLoop)
      // On the event loop the answer is there at once.
      (self as? any SocketOptionProvider)?.getTCPInfo().whenSuccess { info in
        isLeft.value = info.tcpi_state != established
      }
      return isLeft.value
    #else
      return false
    #endif
  }
}
