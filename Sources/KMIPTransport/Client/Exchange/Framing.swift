import KMIPClient
import NIOCore
import NIOHTTP1
import TTLV

/// How requests are put on a connection, and answers cut out of what comes.
protocol Framing: SendableMetatype {
  associatedtype Request: Sendable
  associatedtype Answer: Sendable
  associatedtype Part

  init(peer: String)

  /// Adds the handlers that make parts of bytes.
  static func prepare(_ pipeline: ChannelPipeline.SynchronousOperations) throws

  func write(_ request: Request, to context: ChannelHandlerContext) -> EventLoopFuture<Void>

  /// The next whole answer, once its last part is there.
  mutating func answer(with part: Part?) throws(TransportError) -> Answer?

  /// Bytes of an answer that is not yet whole.
  var count: Int { get }

  /// True if the answer is the last one on its connection.
  static func ends(_ answer: Answer) -> Bool
}

/// TTLV messages one behind the other.
struct MessageFraming: Framing {
  private let peer: String
  private var received = MessageAccumulator()

  init(peer: String) { self.peer = peer }

  static func prepare(_ pipeline: ChannelPipeline.SynchronousOperations) {}

  func write(_ request: [UInt8], to context: ChannelHandlerContext) -> EventLoopFuture<Void> {
    context.writeAndFlush(NIOAny(ByteBuffer(bytes: request)))
  }

  mutating func answer(with part: ByteBuffer?) throws(TransportError) -> [UInt8]? {
    if var part { received.append(&part) }
    do throws(TTLVError) {
      return try received.next()
    } catch {
      throw TransportError(.decode, isUnsent: false, "\(peer) answers with something that is no message: \(error)")
    }
  }

  var count: Int { received.count }

  static func ends(_ answer: [UInt8]) -> Bool { false }
}
