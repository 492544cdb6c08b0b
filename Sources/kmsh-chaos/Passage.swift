import Foundation
import Synchronization

/// One connection through the proxy: a thread for each direction.
final class Passage: Sendable {
  private let client: Int32
  private let server: Int32
  private let fault: @Sendable () -> (Fault, UInt64)?
  private let state = Mutex(State())

  private struct State {
    var isClosed = false
    var ends = 0
    /// So many more bytes of the answer go on.
    var answerLeft: Int?
  }

  init(client: Int32, server: Int32, fault: @escaping @Sendable () -> (Fault, UInt64)?) {
    self.client = client
    self.server = server
    self.fault = fault
    var yes: Int32 = 1
    for file in [client, server] {
      setsockopt(file, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  func begin() {
    Thread { self.passRequests() }.start()
    Thread { self.passAnswers() }.start()
  }

  private func passRequests() {
    defer { end() }
    while let bytes = read(client) {
      guard let (fault, dice) = fault() else {
        guard write(bytes, to: server) else { return }
        continue
      }
      let part = bytes.count > 1 ? Int(dice % UInt64(bytes.count)) : 0
      switch fault {
      case .beforeFirst: return shut()
      case .within:
        _ = write(Array(bytes[..<part]), to: server)
        return shut()
      case .afterLast:
        _ = write(bytes, to: server)
        // The server has it all before the connection goes.
        shutdown(client, Int32(SHUT_RDWR))
        usleep(20_000)
        return shut()
      case .withinAnswer:
        state.withLock { $0.answerLeft = Int(dice % 64) }
        guard write(bytes, to: server) else { return }
      case .delay:
        usleep(UInt32(dice % 200_000))
        guard write(bytes, to: server) else { return }
      case .reset:
        _ = write(Array(bytes[..<part]), to: server)
        for file in [client, server] { Self.resetOnClose(file) }
        return shut()
      case .garbage:
        _ = write((0..<64).map { UInt8(truncatingIfNeeded: dice >> UInt64($0 % 8 * 8)) }, to: client)
        return shut()
      }
    }
  }

  private func passAnswers() {
    defer { end() }
    while let bytes = read(server) {
      let left = state.withLock { $0.answerLeft }
      guard write(Array(bytes.prefix(left ?? bytes.count)), to: client) else { return }
      if let left {
        guard left > bytes.count else { return shut() }
        state.withLock { $0.answerLeft = left - bytes.count }
      }
    }
    shut()
  }

  private static func resetOnClose(_ file: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(file, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  private func shut() {
    for file in [client, server] { shutdown(file, Int32(SHUT_RDWR)) }
  }

  /// The second of the two to end closes.
  private func end() {
    shut()
    let ends = state.withLock { state in
      state.ends += 1
      return state.ends
    }
    if ends == 2 { for file in [client, server] { close(file) } }
  }

  private func read(_ file: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(file, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  private func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
