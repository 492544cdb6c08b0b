public import KMIP
public import KeyStore
import TTLV

/// A key management server as a function: a request message in, a response message out.
public final class EmbeddedKMS: Sendable {
  let store: ObjectStore
  let clock: @Sendable () -> Int64
  let description: ServerDescription
  let settings: AccessSettings
  let remark: Remark?
  let streams = Streams()
  let requests: AsynchronousRequests
  let tickets = Tickets()
  let cryptoki = Cryptoki()
  let report: @Sendable (String) -> Void

  /// Where the messages of the operation Log go.
  public typealias Remark = @Sendable (_ identity: Identity, _ message: String) throws -> Void

  /// - Parameters:
  ///   - clock: Microseconds since 1970-01-01 00:00:00 UTC.
  ///   - remark: None refuses the operation Log.
  ///   - report: Tells whoever runs the server what no client asks for.
  public init(
    store: ObjectStore, clock: @escaping @Sendable () -> Int64, description: ServerDescription,
    settings: AccessSettings = AccessSettings(), remark: Remark? = nil,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.store = store
    self.clock = clock
    self.description = description
    self.settings = settings
    self.remark = remark
    self.report = report
    requests = AsynchronousRequests(clock: clock)
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
      let bearer = try tickets.admit(identity, message.header.authentication, at: now)
      items = try message.isPutOff() ? putOff(message, as: bearer) : await perform(message, as: bearer)
    } catch { items = [ResponseBatchItem(OperationFailure(error))] }
    return bounded(response(items, to: message.header), to: message.header.maximumResponseSize)
  }

  func context(
    _ identity: Identity, on store: ObjectStore? = nil, version: ProtocolVersion = .v2_1
  ) -> Context {
    var context = Context(
      store: store ?? self.store, identity: identity, now: now, description: description,
      version: version, kms: self)
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
