public import KMIP
import Synchronization
import TTLV

/// Performs operations on one server.
public final class Client: Sendable {
  public let transport: any Transport
  let timing: Timing
  let state: Mutex<Acquaintance>
  let handshake = Turnstile(places: 1)
  public let overrides: ServerOverrides
  private let credential: LoginCredential?

  /// Without a profile the server is asked what it is, before the first operation.
  public init(
    transport: any Transport, profile: ServerProfile? = nil, overrides: ServerOverrides = .none,
    credential: LoginCredential? = nil, timing: Timing = Timing()
  ) {
    self.transport = transport
    self.timing = timing
    self.overrides = overrides
    self.credential = credential
    let start = overrides.applied(to: profile ?? .generic)
    state = Mutex(
      Acquaintance(
        profile: profile.map { _ in start }, version: start.pinnedVersion ?? min(start.maxVersion, .v2_1),
        isSettled: start.pinnedVersion != nil))
  }

  /// Throws `OperationFailure` if the server refuses, `ClientError` if there is no answer that says what it did.
  public func perform<O: Operation>(
    _ operation: O, correlation: String? = nil, observer: Exchange.Observer? = nil
  ) async throws -> O.Response {
    let call = Call(operation, correlation: correlation, observer: observer)
    let answer: Answer
    do { answer = try await self.answer(to: call) } catch let error as ClientError where error.phase == .version {
      guard let request = operation as? SetAttribute, !O.code.exists(in: version),
        let response = try await setByEditing(request, correlation: correlation, observer: observer) as? O.Response
      else { throw error }
      return response
    }
    guard let item = answer.items.first, answer.items.count == 1 else {
      throw call.unreadable("found \(answer.items.count) batch items, wanted 1", attempts: answer.attempts)
    }
    let settled = try await settled(item, for: call, attempts: answer.attempts)
    return try call.response(settled, to: O.self, attempts: answer.attempts).get()
  }

  /// The kind of server at the other end.
  public func profile() async throws -> ServerProfile {
    if let profile = state.withLock({ $0.profile }) { return profile }
    return try await identify()
  }

  /// The version of KMIP that is spoken, as far as is known.
  public var version: ProtocolVersion { state.withLock { $0.version } }

  public func close() async { await transport.close() }

  /// The call in a version, as whom the client acts.
  func request(_ call: Call, _ version: ProtocolVersion, _ profile: ServerProfile) -> RequestMessage {
    var message = call.message(version, profile)
    message.header.authentication = credential?.authentication
    return message
  }
}

/// What a client has learnt of its server.
struct Acquaintance {
  var profile: ServerProfile?
  var version: ProtocolVersion
  /// True once the server has taken a message of this version.
  var isSettled = false
}

extension Client {
  struct Answer {
    var items: [ResponseBatchItem]
    var attempts: Int
  }

  func answer(to call: Call) async throws -> Answer {
    let start = timing.now()
    var attempts = 0
    defer {
      let took = start.duration(to: timing.now())
      call.observer?(
        Exchange(operation: call.operation, correlation: call.correlation, attempts: attempts, took: took))
    }
    let items = try await items(for: call, try await profile(), attempts: &attempts)
    return Answer(items: items, attempts: attempts)
  }

  /// A message that is refused for its version has done nothing, so it may be sent again in another.
  func items(for call: Call, _ profile: ServerProfile, attempts: inout Int) async throws -> [ResponseBatchItem] {
    guard !call.operation.isAccessCall else { return [try await accessItem(for: call, attempts: &attempts)] }
    let version = version
    let message = try await send(request(call, version, profile), for: call, attempts: &attempts)
    guard message.isRefusedForVersion, try await agree(insteadOf: version) != version else {
      settle(version)
      return message.items
    }
    return try await send(request(call, self.version, profile), for: call, attempts: &attempts).items
  }
}
