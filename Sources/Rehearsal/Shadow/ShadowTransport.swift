import KMIP
public import KMIPClient
import TTLV

/// A wire that ends in a rehearsal: what only looks goes to the real server, what changes something lands in a shadow.
///
/// Nothing that changes an object can reach the real server: `RealServer`, the only way there, lets through repeatable
/// operations alone.
public final class ShadowTransport: Transport {
  let real: RealServer
  let shadow: Shadow

  /// - Parameter clock: Microseconds since 1970-01-01 00:00:00 UTC.
  public init(_ server: Client, clock: @escaping @Sendable () -> Int64) throws {
    real = RealServer(server)
    shadow = try Shadow(clock: clock)
  }

  public var encoding: WireEncoding { real.encoding }
  public var address: String { real.address }

  public func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    do {
      let message = try ShadowCodec(encoding: encoding).request(request)
      let routes = try await routes(of: message)
      guard routes.contains(where: { $0 != .real }) else { return try await real.exchange(request, message) }
      return ShadowCodec(encoding: encoding).bytes(try await answer(message, routes))
    } catch {
      throw TransportError(rehearsal: error, address: address)
    }
  }

  public func close() async { await real.close() }

  /// Items that go the same way stay together: a batch of reads costs one message.
  private func answer(_ message: RequestMessage, _ routes: [Route]) async throws -> ResponseMessage {
    var answers: [ResponseBatchItem] = []
    var start = 0
    while start < routes.count {
      let route = routes[start]
      let end = routes[start...].firstIndex { $0 != route } ?? routes.count
      var part = message
      part.items = Array(message.items[start..<end])
      part.header.batchCount = Int32(clamping: part.items.count)
      answers += try await answer(part, by: route)
      start = end
    }
    return ResponseMessage(
      header: ResponseHeader(
        protocolVersion: message.header.protocolVersion, timeStamp: shadow.now,
        clientCorrelationValue: message.header.clientCorrelationValue, batchCount: Int32(clamping: answers.count)),
      items: answers)
  }

  private func answer(_ part: RequestMessage, by route: Route) async throws -> [ResponseBatchItem] {
    switch route {
    case .real: return try await real.answers(to: part)
    case .both:
      var answers: [ResponseBatchItem] = []
      for item in part.items {
        answers.append(try await MergedLocate(item, part.header, real: real, shadow: shadow).answer())
      }
      return answers
    case .shadow:
      var answers: [ResponseBatchItem] = []
      for item in part.items { answers.append(try await rehearse(item, part.header)) }
      return answers
    }
  }

  private func rehearse(_ item: RequestBatchItem, _ header: RequestHeader) async throws -> ResponseBatchItem {
    do {
      if !item.operation.isRepeatable { try await real.checkSupport(of: item.operation) }
      try await ObjectCopy(real: real, shadow: shadow).copy(for: item)
      return try await shadow.answer(item, header, leavesDestroyed: real.keepsDestroyed())
    } catch let failure as OperationFailure {
      return ResponseBatchItem(
        operation: item.operation, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: failure.status,
        resultReason: failure.reason, resultMessage: failure.message)
    }
  }
}

extension ShadowTransport {
  private enum Route { case real, shadow, both }

  private func routes(of message: RequestMessage) async throws -> [Route] {
    var routes: [Route] = []
    for item in message.items { routes.append(try await route(item)) }
    return routes
  }

  private func route(_ item: RequestBatchItem) async throws -> Route {
    guard item.operation.isRepeatable else { return .shadow }
    guard !shadow.isUntouched else { return .real }
    if item.operation == .locate { return .both }
    return try await shadow.knows(anyOf: item.namedObjects) ? .shadow : .real
  }
}

extension TransportError {
  /// Nothing was written anywhere, whatever went wrong.
  init(rehearsal error: any Error, address: String) {
    switch error {
    case let error as TransportError: self = error
    case let error as ClientError:
      self.init(error.phase, isUnsent: true, isLasting: true, error.message, hint: error.hint)
    case is CancellationError: self.init(.cancelled, isUnsent: true, "cancelled")
    default: self.init(.server, isUnsent: true, isLasting: true, "the rehearsal of \(address) failed: \(error)")
    }
  }
}

extension ShadowTransport {
  /// A client whose writes are rehearsed, for a server of the same kind.
  /// - Parameter clock: Microseconds since 1970-01-01 00:00:00 UTC.
  public static func client(
    of server: Client, clock: @escaping @Sendable () -> Int64
  ) async throws -> Client {
    Client(transport: try ShadowTransport(server, clock: clock), profile: try await server.profile())
  }
}
