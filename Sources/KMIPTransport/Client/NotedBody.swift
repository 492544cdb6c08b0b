import NIOCore
import Synchronization

/// A request's body that knows if anyone has asked for it: until then no byte of it can have left.
final class NotedBody: AsyncSequence, Sendable {
  private let bytes: ByteBuffer
  private let asked = Mutex(false)

  init(_ bytes: ByteBuffer) { self.bytes = bytes }

  var count: Int { bytes.readableBytes }
  var wasAskedFor: Bool { asked.withLock { $0 } }

  func makeAsyncIterator() -> Iterator { Iterator(body: self) }

  struct Iterator: AsyncIteratorProtocol {
    private var body: NotedBody?

    init(body: NotedBody) { self.body = body }

    mutating func next() async -> ByteBuffer? {
      guard let body else { return nil }
      self.body = nil
      body.asked.withLock { $0 = true }
      return body.bytes
    }
  }
}
