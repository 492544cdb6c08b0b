import KMIP
import Synchronization

extension Client {
  static var spoken: [ProtocolVersion] { ProtocolVersion.spoken }

  /// Asks the server what it is, once for all callers.
  func identify() async throws -> ServerProfile {
    try await firstOnly {
      if let profile = state.withLock({ $0.profile }) { return profile }
      let profile = overrides.applied(to: try await askedProfile())
      state.withLock { $0.profile = profile }
      return profile
    }
  }

  /// The version to speak after a message of `version` was refused, found once for all callers.
  func agree(insteadOf version: ProtocolVersion) async throws -> ProtocolVersion {
    if let settled = settledVersion { return settled }
    return try await firstOnly {
      if let settled = settledVersion { return settled }
      return try await negotiated(from: version)
    }
  }

  func settle(_ version: ProtocolVersion) {
    state.withLock { state in
      guard !state.isSettled else { return }
      state.version = version
      state.isSettled = true
    }
  }

  private var settledVersion: ProtocolVersion? { state.withLock { $0.isSettled ? $0.version : nil } }

  private func askedProfile() async throws -> ServerProfile {
    let call = Call(Query(queryFunction: [.queryServerInformation]))
    var attempts = 0
    var message = try await send(request(call, version, .generic), for: call, attempts: &attempts)
    if message.isRefusedForVersion, settledVersion == nil {
      let agreed = try await negotiated(from: version)
      message = try await send(request(call, agreed, .generic), for: call, attempts: &attempts)
    } else {
      settle(version)
    }
    guard let item = message.items.first,
      case .success(let answer) = try call.response(item, to: Query.self, attempts: attempts)
    else { return .generic }
    return ServerProfile(answer)
  }

  private func negotiated(from highest: ProtocolVersion) async throws(ClientError) -> ProtocolVersion {
    var answered: [ProtocolVersion] = []
    for candidate in Self.spoken where candidate <= highest {
      var attempts = 0
      guard OperationCode.discoverVersions.exists(in: candidate) else {
        return try await tried(candidate, answered)
      }
      let call = Call(DiscoverVersions())
      let message = try await send(request(call, candidate, .generic), for: call, attempts: &attempts)
      guard !message.isRefusedForVersion else {
        answered = [message.header.protocolVersion]
        continue
      }
      let version = try message.bestVersion(upTo: candidate, for: call, attempts: attempts)
      settle(version)
      return version
    }
    throw .noCommonVersion(answered)
  }

  /// The first version has no Discover Versions: what answers any question in it speaks it.
  private func tried(
    _ candidate: ProtocolVersion, _ answered: [ProtocolVersion]
  ) async throws(ClientError) -> ProtocolVersion {
    var attempts = 0
    let call = Call(Query(queryFunction: [.queryOperations]))
    let message = try await send(request(call, candidate, .generic), for: call, attempts: &attempts)
    guard !message.isRefusedForVersion else { throw .noCommonVersion(answered) }
    settle(candidate)
    return candidate
  }

  private func firstOnly<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    do { try await handshake.enter() } catch {
      throw ClientError(
        .cancelled, "cancelled before anything was sent", isSent: false, applied: .no, attempts: 0)
    }
    defer { handshake.leave() }
    return try await body()
  }
}
