import Foundation
import Spawning
import Synchronization

/// Stands before a server on 127.0.0.1, and holds requests back while a test wants it.
final class Dam: Sendable {
  struct Failure: Error {}

  private struct State {
    var passing: Int
    var held = 0
  }

  let address: String
  private let listener: Int32
  private let upstream: UInt16
  private let state: Mutex<State>

  /// - Parameter passing: How many pieces of requests go through before it closes.
  init(before address: String, passing: Int) throws {
    guard let upstream = address.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw Failure() }
    self.upstream = upstream
    state = Mutex(State(passing: passing))
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    self.listener = listener
    guard Self.place(0, { bind(listener, $0, $1) }) == 0, listen(listener, 64) == 0 else { throw Failure() }
    var bound = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &bound) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
    }
    self.address = "http://127.0.0.1:\(UInt16(bigEndian: bound.sin_port))"
    Thread { [self] in acceptAll() }.start()
  }

  /// Blocks until so many requests wait at once, or `process` has ended.
  func waitUntilHeld(_ count: Int, while process: ChildProcess) {
    while process.isRunning, state.withLock({ $0.held < count }) { usleep(1000) }
  }

  func open() { state.withLock { $0.passing = .max } }

  /// Who accepts closes: a number that is closed under somebody's hands may be another's the next moment.
  func stop() {
    open()
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func acceptAll() {
    while case let client = accept(listener, nil, nil), client >= 0 {
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      _ = Self.place(upstream) { connect(server, $0, $1) }
      let ends = Mutex(2)
      let finish: @Sendable () -> Void = {
        let left = ends.withLock { ends in
          ends -= 1
          return ends
        }
        if left == 0 { for end in [client, server] { close(end) } }
      }
      Thread { [self] in
        pass(client, server) { awaitPassage() }
        finish()
      }.start()
      Thread { [self] in
        pass(server, client) {}
        finish()
      }.start()
    }
    close(listener)
  }

  private func pass(_ source: Int32, _ sink: Int32, _ gate: () -> Void) {
    var bytes = [UInt8](repeating: 0, count: 65536)
    while case let count = recv(source, &bytes, bytes.count, 0), count > 0 {
      gate()
      guard send(sink, bytes, count, Int32(MSG_NOSIGNAL)) == count else { break }
    }
    for end in [source, sink] { shutdown(end, Int32(SHUT_RDWR)) }
  }

  private func awaitPassage() {
    var isHeld = false
    while !passes(isHeld: &isHeld) { usleep(1000) }
  }

  private func passes(isHeld: inout Bool) -> Bool {
    state.withLock { state in
      guard state.passing > 0 else {
        if !isHeld { state.held += 1 }
        isHeld = true
        return false
      }
      if isHeld { state.held -= 1 }
      state.passing -= 1
      return true
    }
  }

  private static func place(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }
}
