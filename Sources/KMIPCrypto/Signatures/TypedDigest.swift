import Crypto
import FoundationEssentials
import KMIP

extension Crypto.Digest {
  /// A digest from its bytes.
  ///
  /// The library signs digests of its own types only and does not make one from bytes that a client sends.
  /// A digest type is as many whole words as hold the digest; that it reads back as the same bytes is checked.
  init?(bytes: [UInt8]) {
    let size = MemoryLayout<Self>.size
    guard bytes.count == Self.byteCount, size == (bytes.count + 7) / 8 * 8 else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: MemoryLayout<Self>.alignment)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: bytes + [UInt8](repeating: 0, count: size - bytes.count))
    self = UnsafeRawBufferPointer(buffer).load(as: Self.self)
    guard Array(self) == bytes else { return nil }
  }
}
