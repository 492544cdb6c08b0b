import Glibc
import Synchronization

/// Whole texts to standard output and standard error, in the order they come.
enum StandardStreams {
  private static let lock = Mutex(())
  private static let lost = Atomic(false)

  /// Whether a part of the results could not be written, as on a full disk.
  static var hasLostOutput: Bool { lost.load(ordering: .relaxed) }

  static let output: @Sendable (String) -> Void = { write(Array($0.utf8), to: 1) }
  static let error: @Sendable (String) -> Void = { write(Array($0.utf8), to: 2) }
  static let bytes: @Sendable ([UInt8]) -> Void = { write($0, to: 1) }

  // A reader that has gone away does not stop a run half way: what it would have read is dropped.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    lock.withLock { _ in
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          if descriptor == 1, errno != EPIPE { lost.store(true, ordering: .relaxed) }
          return
        }
        rest = rest.dropFirst(count)
      }
    }
  }
}
