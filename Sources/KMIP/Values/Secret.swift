/// Bytes that do not print, compare in constant time, open only in a closure and are overwritten when released.
public struct Secret: Sendable {
  private let storage: Storage

  public init(_ bytes: some Collection<UInt8>) { storage = Storage(bytes) }

  /// Bytes.
  public var count: Int { storage.buffer.count }

  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(storage.buffer))
  }

  // The buffer is written in `init` and in `deinit` only, when no one else can see it.
  private final class Storage: @unchecked Sendable {
    let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: some Collection<UInt8>) {
      buffer = .allocate(byteCount: bytes.count, alignment: 16)
      buffer.copyBytes(from: bytes)
    }

    deinit {
      for index in buffer.indices { buffer[index] = 0 }
      withExtendedLifetime(buffer) {}
      buffer.deallocate()
    }
  }
}

extension Secret: Hashable {
  public static func == (left: Secret, right: Secret) -> Bool {
    left.withBytes { left in right.withBytes { right in constantTimeEqual(left, right) } }
  }

  // Sets of secrets are not kept; a constant is a lawful hash and tells nothing.
  public func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "‹secret, \(count) bytes›" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Time depends on the lengths alone.
public func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for index in left.indices { difference |= left[index] ^ right[index] }
  return difference == 0
}
