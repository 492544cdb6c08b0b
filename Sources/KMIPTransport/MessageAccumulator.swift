import NIOCore
import TTLV

/// Cuts a stream of bytes into TTLV messages.
struct MessageAccumulator {
  private var buffer = ByteBuffer()

  var count: Int { buffer.readableBytes }

  mutating func append(_ bytes: inout ByteBuffer) {
    if buffer.readableBytes == 0 {
      buffer = bytes
    } else {
      buffer.writeBuffer(&bytes)
    }
  }

  /// Throws as soon as what has come cannot be the beginning of a message that may be read.
  mutating func next() throws(TTLVError) -> [UInt8]? {
    let limits = Limits(messageSize: messageLimit)
    guard let length = try Item.messageLength(header: buffer.readableBytesView, limits: limits),
      let message = buffer.readBytes(length: length)
    else { return nil }
    if buffer.readableBytes == 0 { buffer.clear() }
    return message
  }

  mutating func remainder() -> [UInt8] { buffer.readBytes(length: buffer.readableBytes) ?? [] }
}
