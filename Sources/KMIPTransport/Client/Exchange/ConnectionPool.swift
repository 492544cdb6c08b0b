import KMIPClient
import NIOCore
import Synchronization

/// How many connections a client keeps to a server, and how many requests each of them carries at a time.
public struct PoolLimits: Hashable, Sendable {
  public var connections = 8
  /// Above one, requests are sent before those ahead of them are answered.
  public var pipeline = 1

  public init() {}
}

/// Connections to one server; one that died while nobody looked is replaced.
final class ConnectionPool<Frames: Framing>: Sendable {
  let route: Route
  private let limits: PoolLimits
  private let places: Turnstile
  /// Opening goes one by one where a connection is shared: who comes second may take the place beside the first.
  private let door: Turnstile?
  private let state = Mutex(Slots<Frames>())

  init(_ route: Route, limits: PoolLimits) {
    self.route = route
    self.limits = limits
    places = Turnstile(places: max(1, limits.connections) * max(1, limits.pipeline))
    door = limits.pipeline > 1 ? Turnstile(places: 1) : nil
  }

  deinit { state.withLock { $0.takeAll() }.forEach { $0.close() } }

  /// A request that could not be sent goes to another connection; one that may have been sent does not.
  func exchange(_ request: Frames.Request) async throws(TransportError) -> Frames.Answer {
    try await enter(places)
    defer { places.leave() }
    while true {
      let slot = try await slot()
      do throws(TransportError) {
        let answer = try await slot.connection.exchange(request)
        state.withLock { $0.leave(slot) }?.close()
        return answer
      } catch {
        state.withLock { $0.forget(slot, if: !slot.connection.isOpen || error.phase != .cancelled) }?.close()
        guard !slot.isFresh, error.isUnsent, error.phase != .cancelled else { throw error }
      }
    }
  }

  func close() { state.withLock { $0.close() }.forEach { $0.close() } }

  private func slot() async throws(TransportError) -> Slot<Frames> {
    if let door { try await enter(door) }
    defer { door?.leave() }
    if let slot = state.withLock({ $0.enter(limits) }) { return slot }
    let connection = try await Connection<Frames>.open(route)
    return state.withLock { $0.add(connection) }
  }

  private func enter(_ turnstile: Turnstile) async throws(TransportError) {
    do { try await turnstile.enter() } catch {
      throw TransportError(.cancelled, isUnsent: true, "cancelled before anything was sent")
    }
  }
}

/// A place on a connection.
struct Slot<Frames: Framing>: Sendable {
  fileprivate let number: UInt64
  let connection: Connection<Frames>
  /// True if the connection was opened for it.
  let isFresh: Bool
}

private struct Slots<Frames: Framing> {
  private struct Entry {
    let number: UInt64
    let connection: Connection<Frames>
    var load: Int
    var since: NIODeadline
  }

  private var entries: [Entry] = []
  private var nextNumber: UInt64 = 0
  private var isClosed = false

  /// Network gear forgets a connection that is silent for long, and tells nobody.
  private static var patience: TimeAmount { .seconds(60) }

  /// A connection that waits, the one used last first; else one that is shared, if no more are to be opened.
  mutating func enter(_ limits: PoolLimits) -> Slot<Frames>? {
    dropDead()
    let index =
      entries.indices.filter { entries[$0].load == 0 }.max { entries[$0].since < entries[$1].since }
      ?? (entries.count < limits.connections ? nil : entries.indices.min { entries[$0].load < entries[$1].load })
    guard let index, entries[index].load < max(1, limits.pipeline) else { return nil }
    entries[index].load += 1
    return Slot(number: entries[index].number, connection: entries[index].connection, isFresh: false)
  }

  mutating func add(_ connection: Connection<Frames>) -> Slot<Frames> {
    nextNumber &+= 1
    entries.append(Entry(number: nextNumber, connection: connection, load: 1, since: .now()))
    return Slot(number: nextNumber, connection: connection, isFresh: true)
  }

  /// The connection, if it is not to be kept.
  mutating func leave(_ slot: Slot<Frames>) -> Connection<Frames>? {
    guard let index = entries.firstIndex(where: { $0.number == slot.number }) else { return nil }
    entries[index].load -= 1
    entries[index].since = .now()
    guard isClosed || !slot.connection.isOpen, entries[index].load == 0 else { return nil }
    return entries.remove(at: index).connection
  }

  /// After a failure: others may still wait for answers on it, so it is closed once nobody does.
  mutating func forget(_ slot: Slot<Frames>, if isBroken: Bool) -> Connection<Frames>? {
    guard isBroken, let index = entries.firstIndex(where: { $0.number == slot.number }) else { return leave(slot) }
    let entry = entries.remove(at: index)
    return entry.load <= 1 ? entry.connection : nil
  }

  private mutating func dropDead() {
    let now = NIODeadline.now()
    entries.removeAll { entry in
      guard entry.load == 0, !entry.connection.isOpen || now - entry.since >= Self.patience else { return false }
      entry.connection.close()
      return true
    }
  }

  mutating func takeAll() -> [Connection<Frames>] {
    defer { entries = [] }
    return entries.map(\.connection)
  }

  mutating func close() -> [Connection<Frames>] {
    isClosed = true
    return takeAll()
  }
}
