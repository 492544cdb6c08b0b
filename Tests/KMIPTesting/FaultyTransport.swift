public import KMIPClient
import Synchronization

/// A wire in this process that breaks exchanges.
public final class FaultyTransport: Transport {
  public enum Fault: CaseIterable, Sendable {
    /// Nothing reaches the server.
    case beforeSending
    /// The client has sent something, and the server never has the whole of it.
    case whileSending
    /// The server acts, and its answer finds nobody.
    case afterSending
    /// The answer breaks off.
    case duringAnswer
    /// The client gives up; the server has the request only after it has answered others.
    case late
    case garbage
  }

  /// What happens to an exchange, by its number from 1 and the request.
  public typealias Plan = @Sendable (Int, [UInt8]) -> Fault?

  private let inner: any Transport
  private let plan: Plan
  private let state = Mutex(State())

  private struct State {
    var count = 0
    var faults: [Fault] = []
    /// Requests on their way, and after how many others they arrive.
    var late: [(request: [UInt8], left: Int)] = []
  }

  public init(_ inner: any Transport, plan: @escaping Plan) {
    self.inner = inner
    self.plan = plan
  }

  /// Breaks so many of a thousand exchanges, the same ones for the same seed.
  public convenience init(_ inner: any Transport, rate: Int, seed: UInt64) {
    let generator = Mutex(SeededGenerator(seed: seed))
    self.init(inner) { _, _ in
      generator.withLock { generator in
        guard Int.random(in: 0..<1000, using: &generator) < rate else { return nil }
        return Fault.allCases.randomElement(using: &generator)
      }
    }
  }

  public var encoding: WireEncoding { inner.encoding }
  public var address: String { inner.address }
  public var exchanges: Int { state.withLock { $0.count } }
  public var faults: [Fault] { state.withLock { $0.faults } }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    guard let fault = plan(number, request) else {
      let answer = try await inner.exchange(request)
      try await deliverLate()
      return answer
    }
    state.withLock { $0.faults.append(fault) }
    switch fault {
    case .beforeSending: throw TransportError(.connect, isUnsent: true, "nothing listens")
    case .whileSending: throw TransportError(.receive, isUnsent: false, "the connection was closed")
    case .afterSending:
      _ = try await inner.exchange(request)
      throw TransportError(.receive, isUnsent: false, "the connection was closed without an answer")
    case .duringAnswer:
      _ = try await inner.exchange(request)
      throw TransportError(.receive, isUnsent: false, "the connection was closed inside the answer")
    case .late:
      state.withLock { $0.late.append((request, 2)) }
      throw TransportError(.receive, isUnsent: false, "no answer in time")
    case .garbage: return Array("HTTP/1.1 502 Bad Gateway".utf8)
    }
  }

  public var carriesAccessCalls: Bool { inner.carriesAccessCalls }

  /// The request is the JSON that is posted.
  public func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    let fault = request.body.flatMap { plan(number, $0) }
    guard let fault else { return try await inner.exchange(request) }
    state.withLock { $0.faults.append(fault) }
    switch fault {
    case .beforeSending: throw TransportError(.connect, isUnsent: true, "nothing listens")
    case .afterSending, .duringAnswer: _ = try await inner.exchange(request)
    case .whileSending, .late, .garbage: break
    }
    throw TransportError(.receive, isUnsent: false, "the connection was closed without an answer")
  }

  public func close() async { await inner.close() }

  private func deliverLate() async throws(TransportError) {
    let due = state.withLock { state in
      for index in state.late.indices { state.late[index].left -= 1 }
      let due = state.late.filter { $0.left <= 0 }.map(\.request)
      state.late.removeAll { $0.left <= 0 }
      return due
    }
    for request in due { _ = try await inner.exchange(request) }
  }
}

/// Numbers that come in the same order for the same seed (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
