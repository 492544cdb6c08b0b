import Glibc

/// Whole reads and writes on a file descriptor, patient with interruptions.
enum Descriptor {
  @discardableResult
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
      if count > 0 { sent += count } else if count == 0 || !mayRetry(descriptor, for: Int16(POLLOUT)) { return false }
    }
    return true
  }

  /// Up to `limit` bytes; empty at the end, `nil` on an error.
  static func read(_ descriptor: Int32, limit: Int = 4096) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      while got < 0, mayRetry(descriptor, for: Int16(POLLIN)) {
        got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      failed = got < 0
      count = max(0, got)
    }
    return failed ? nil : bytes
  }

  /// Waits until one of `descriptors` can be read. The set is empty when `milliseconds` (-1: for ever) have passed or
  /// a signal came.
  static func wait(_ descriptors: [Int32], milliseconds: Int32) -> Set<Int32> {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return [] }
    return Set(polled.filter { $0.revents != 0 }.map(\.fd))
  }

  /// Both ends of a pipe that no child inherits.
  static func makePipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func mayRetry(_ descriptor: Int32, for events: Int16) -> Bool {
    if errno == EINTR { return true }
    guard errno == EAGAIN else { return false }
    var polled = pollfd(fd: descriptor, events: events, revents: 0)
    return poll(&polled, 1, -1) >= 0 || errno == EINTR
  }
}
