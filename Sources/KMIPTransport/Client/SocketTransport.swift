public import KMIPClient
import NIOCore
import NIOSSL
import Synchronization

/// Binary messages over TLS, on up to eight connections; each carries one exchange at a time.
public final class SocketTransport: Transport {
  public let address: String
  public var encoding: WireEncoding { .binary }
  private let endpoint: Endpoint
  private let tls: NIOSSLContext
  private let places = Turnstile(places: 8)
  private let idle = Mutex(Idle())

  public init(_ endpoint: Endpoint, tls: ClientTLS) throws(SetupError) {
    self.endpoint = endpoint
    self.tls = try tls.context()
    address = "kmips://\(endpoint)"
  }

  deinit { idle.withLock { $0.takeAll() }.forEach { $0.close() } }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    do { try await places.enter() } catch {
      throw TransportError(.cancelled, isUnsent: true, "cancelled before anything was sent")
    }
    defer { places.leave() }
    if let connection = idle.withLock({ $0.take() }) {
      do throws(TransportError) {
        return try await exchange(request, on: connection)
      } catch  where error.isUnsent && error.phase != .cancelled {
        // The server closed the connection while nobody looked.
      }
    }
    return try await exchange(request, on: Connection.open(to: endpoint, tls: tls))
  }

  private func exchange(_ request: [UInt8], on connection: Connection) async throws(TransportError) -> [UInt8] {
    do throws(TransportError) {
      let answer = try await connection.exchange(request)
      if !idle.withLock({ $0.put(connection) }) { connection.close() }
      return answer
    } catch {
      connection.close()
      throw error
    }
  }

  public func close() async { idle.withLock { $0.close() }.forEach { $0.close() } }
}

/// Connections that wait for their next exchange; the one used last is the one taken first.
private struct Idle {
  private var connections: [(connection: Connection, since: NIODeadline)] = []
  private var isClosed = false

  /// Network gear forgets a connection that is silent for long, and tells nobody.
  private static let patience: TimeAmount = .seconds(60)

  mutating func take() -> Connection? {
    while let (connection, since) = connections.popLast() {
      if connection.isOpen, NIODeadline.now() - since < Self.patience { return connection }
      connection.close()
    }
    return nil
  }

  mutating func put(_ connection: Connection) -> Bool {
    guard !isClosed, connection.isOpen else { return false }
    connections.append((connection, .now()))
    return true
  }

  mutating func takeAll() -> [Connection] {
    defer { connections = [] }
    return connections.map(\.connection)
  }

  mutating func close() -> [Connection] {
    isClosed = true
    return takeAll()
  }
}
