public import KMIP
public import KeyStore
import TTLV

/// A key management server as a function: a request message in, a response message out.
public final class EmbeddedKMS: Sendable {
  let store: ObjectStore
  let clock: @Sendable () -> Int64
  let description: ServerDescription
  let settings: AccessSettings
  let streams = Streams()
  let report: @Sendable (String) -> Void

  /// - Parameters:
  ///   - clock: Microseconds since 1970-01-01 00:00:00 UTC.
  ///   - report: Tells whoever runs the server what no client asks for.
  public init(
    store: ObjectStore, clock: @escaping @Sendable () -> Int64, description: ServerDescription,
    settings: AccessSettings = AccessSettings(), report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.store = store
    self.clock = clock
    self.description = description
    self.settings = settings
    self.report = report
  }

  var now: DateTime { DateTime(seconds: clock() / 1_000_000) }

  /// The operations that have a handler.
  public static var operations: [OperationCode] { handlers.map { $0.code } }

  public func respond(to message: RequestMessage, as identity: Identity) async -> ResponseMessage {
    let items: [ResponseBatchItem]
    do {
      let identity = try self.identity(identity, message.header)
      try identity.checkAuthentication()
      try check(message)
      items = await perform(message, as: identity)
    } catch { items = [ResponseBatchItem(OperationFailure(error))] }
    return bounded(response(items, to: message.header), to: message.header.maximumResponseSize)
  }

  func context(
    _ identity: Identity, on store: ObjectStore? = nil, version: ProtocolVersion = .v2_1
  ) -> Context {
    var context = Context(
      store: store ?? self.store, identity: identity, now: now, description: description,
      version: version, streams: streams)
    context.report = report
    return context
  }

  private func response(_ items: [ResponseBatchItem], to header: RequestHeader) -> ResponseMessage {
    ResponseMessage(
      header: ResponseHeader(
        protocolVersion: header.protocolVersion.nearestSpoken, timeStamp: now,
        clientCorrelationValue: header.clientCorrelationValue, batchCount: Int32(clamping: items.count)),
      items: items)
  }

  private func bounded(_ message: ResponseMessage, to size: Int32?) -> ResponseMessage {
    guard let size, message.lowered().encoded().count > Int(size) else { return message }
    var message = message
    for index in message.items.indices {
      let item = message.items[index]
      message.items[index] = ResponseBatchItem(
        OperationFailure(.responseTooLarge, "the response is larger than \(size) bytes"),
        operation: item.operation, id: item.uniqueBatchItemID)
    }
    return message
  }
}
