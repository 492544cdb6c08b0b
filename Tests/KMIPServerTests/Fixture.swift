import KMIP
import KeyStore
import Synchronization
import TTLV
import Testing

@testable import KMIPServer

/// A server in this process with a clock of its own; everything goes through bytes, in one encoding or the other.
final class Fixture: Sendable {
  let kms: EmbeddedKMS
  let store: ObjectStore
  let encoding: MessageEncoding

  init(
    _ encoding: MessageEncoding = .binary, store: ObjectStore? = nil, settings: AccessSettings = AccessSettings(),
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.encoding = encoding
    let time = Time()
    let objects = try store ?? ObjectStore.inMemory()
    self.store = objects
    clock = time
    kms = EmbeddedKMS(
      store: objects, clock: { time.seconds.withLock { $0 } * 1_000_000 },
      description: ServerDescription(vendorIdentification: "kmsh", serverName: "embedded", serverVersion: "1"),
      settings: settings, report: report)
  }

  private let clock: Time
  private final class Time: Sendable { let seconds = Mutex<Int64>(1_800_000_000) }

  var now: DateTime { DateTime(seconds: clock.seconds.withLock { $0 }) }
  func pass(_ seconds: Int64) { clock.seconds.withLock { $0 += seconds } }

  func send(_ message: RequestMessage, as name: String = "alice") async throws -> ResponseMessage {
    let request = encoding.encode(try message.lowered())
    let answer = await kms.respond(to: request, encoding: encoding, as: Identity(name: name))
    return try ResponseMessage(encoding.decode(answer))
  }

  func message(_ items: [RequestBatchItem], _ change: (inout RequestHeader) -> Void = { _ in }) -> RequestMessage {
    var header = RequestHeader(protocolVersion: .v2_1, batchCount: Int32(items.count))
    change(&header)
    return RequestMessage(header: header, items: items)
  }

  @discardableResult
  func perform<Request: KMIP.Operation>(_ request: Request, as name: String = "alice") async throws -> Request.Response
  {
    let answer = try await send(message([RequestBatchItem(request)]), as: name)
    let item = try #require(answer.items.first)
    guard item.resultStatus == .success else {
      throw OperationFailure(item.resultReason ?? .generalFailure, item.resultMessage ?? "")
    }
    return try Request.Response(items: item.payload ?? [])
  }

  /// The reason of the failure that a request must meet.
  func refusal(_ request: some KMIP.Operation, as name: String = "alice") async throws -> ResultReason? {
    do {
      try await perform(request, as: name)
      return nil
    } catch let failure as OperationFailure { return failure.reason }
  }

  func attributes(_ id: UniqueIdentifier) async throws -> Attributes {
    try await perform(GetAttributes(uniqueIdentifier: id)).attributes
  }

  func state(_ id: UniqueIdentifier) async throws -> State? { try await attributes(id).state }
}

extension Attributes {
  static func aes(
    _ mask: CryptographicUsageMask = [.encrypt, .decrypt], active: Fixture? = nil,
    _ change: (inout Attributes) -> Void = { _ in }
  ) -> Attributes {
    var attributes = Attributes()
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicUsageMask = mask
    attributes.activationDate = active?.now
    change(&attributes)
    return attributes
  }

  static func with(_ change: (inout Attributes) -> Void) -> Attributes {
    var attributes = Attributes()
    change(&attributes)
    return attributes
  }
}

extension Fixture {
  func makeKey(
    _ mask: CryptographicUsageMask = [.encrypt, .decrypt], active: Bool = true,
    _ change: (inout Attributes) -> Void = { _ in }
  ) async throws -> UniqueIdentifier {
    let attributes = Attributes.aes(mask, active: active ? self : nil, change)
    return try await perform(Create(objectType: .symmetricKey, attributes: attributes)).uniqueIdentifier
  }

  func makePair(
    active: Bool = true, _ change: (inout Attributes) -> Void = { _ in }
  ) async throws -> CreateKeyPair.Response {
    let common = Attributes.with {
      $0.cryptographicAlgorithm = .ec
      $0.cryptographicDomainParameters = CryptographicDomainParameters(recommendedCurve: .p256)
      $0.activationDate = active ? now : nil
      change(&$0)
    }
    return try await perform(CreateKeyPair(commonAttributes: common))
  }

  func revoke(_ id: UniqueIdentifier, _ code: RevocationReasonCode) async throws {
    try await perform(Revoke(uniqueIdentifier: id, revocationReason: RevocationReason(revocationReasonCode: code)))
  }
}
