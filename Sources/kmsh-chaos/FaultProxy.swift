import Foundation
import Synchronization

/// Stands between kmsh and a server on 127.0.0.1, and breaks exchanges.
final class FaultProxy: Sendable {
  let port: UInt16
  private let upstream: UInt16
  private let listener: Int32
  private let state: Mutex<State>

  private struct State {
    var generator: SeededGenerator
    /// Of a request to be met by a fault, in thousandths.
    var rate: Int
    var counts: [Fault: Int] = [:]
  }

  init(to upstream: UInt16, rate: Int, seed: UInt64) throws {
    self.upstream = upstream
    state = Mutex(State(generator: SeededGenerator(seed: seed), rate: rate))
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = Self.loopback(0)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, Self.addressSize) == 0 }
    }
    guard isBound, listen(listener, 128) == 0 else { throw ChaosError("no port to listen on") }
    var size = Self.addressSize
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
    }
    port = UInt16(bigEndian: address.sin_port)
    self.listener = listener
    Thread { self.acceptAll() }.start()
  }

  var counts: [Fault: Int] { state.withLock { $0.counts } }
  /// Exchanges that were cut; a delay cuts nothing.
  var cuts: Int { counts.filter { $0.key != .delay }.values.reduce(0, +) }
  func setRate(_ rate: Int) { state.withLock { $0.rate = rate } }

  private static let addressSize = socklen_t(MemoryLayout<sockaddr_in>.size)

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private func acceptAll() {
    while case let client = accept(listener, nil, nil), client >= 0 {
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = Self.loopback(upstream)
      let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(server, $0, Self.addressSize) == 0 }
      }
      guard isConnected else {
        close(client)
        close(server)
        continue
      }
      Passage(client: client, server: server) { self.fault() }.begin()
    }
  }

  private func fault() -> (Fault, UInt64)? {
    state.withLock { state in
      guard Int.random(in: 0..<1000, using: &state.generator) < state.rate else { return nil }
      let fault = Fault.allCases.randomElement(using: &state.generator) ?? .delay
      state.counts[fault, default: 0] += 1
      return (fault, state.generator.next())
    }
  }
}

struct ChaosError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
