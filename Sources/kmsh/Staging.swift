import KMIPClient
import KMSCommands
import KMSInterpreter
import Rehearsal
import Synchronization

/// How statements reach the KMS.
enum Staging: Sendable {
  case direct
  /// On a shadow, for a plan.
  case rehearsal
  /// For real, held to a plan.
  case plan(Plan)
}

/// The clients and the gates of a session, as its staging wants them.
final class Stage: Sendable {
  let staging: Staging
  let gates: [any Gate]
  let recorder: PlanRecorder?
  let guardian: PlanGuard?
  private let clients: StagedClients

  /// - Parameters:
  ///   - others: Policies of the profiles that `as` may name.
  ///   - connect: Opens, or gives again, the connection of a profile; of the session's own if none is named.
  init(
    _ staging: Staging, policy: Policy, others: [String: Policy],
    connect: @escaping @Sendable (String?) throws -> Client
  ) {
    self.staging = staging
    let clients = StagedClients(isRehearsed: staging.isRehearsal, connect: connect)
    self.clients = clients
    switch staging {
    case .direct:
      (recorder, guardian) = (nil, nil)
      gates = [PolicyGate(policy, others: others)]
    case .rehearsal:
      let recorder = PlanRecorder { try await clients.client($0.profile) }
      (self.recorder, guardian) = (recorder, nil)
      gates = [PolicyGate(policy, others: others, .planned), recorder]
    case .plan(let plan):
      let guardian = PlanGuard(plan) { try await clients.client($0.profile) }
      (recorder, self.guardian) = (nil, guardian)
      gates = [PolicyGate(policy, others: others, .planned), guardian]
    }
  }

  func client(_ profile: String? = nil) async throws -> Client { try await clients.client(profile) }

  func console(_ console: StandardConsole) -> any Console {
    switch staging {
    case .direct: console
    case .rehearsal: recorder.map { RehearsalConsole(console, $0) } ?? console
    case .plan(let plan): PlanConsole(console, plan)
    }
  }
}

extension Staging {
  var isRehearsal: Bool { if case .rehearsal = self { true } else { false } }

  var mode: PolicyGate.Mode { if case .direct = self { .direct } else { .planned } }
}

/// One client a profile; in a rehearsal one shadow each.
private final class StagedClients: Sendable {
  private let isRehearsed: Bool
  private let connect: @Sendable (String?) throws -> Client
  private let shadows = Mutex<[String?: Client]>([:])

  init(isRehearsed: Bool, connect: @escaping @Sendable (String?) throws -> Client) {
    self.isRehearsed = isRehearsed
    self.connect = connect
  }

  func client(_ profile: String?) async throws -> Client {
    guard isRehearsed else { return try connect(profile) }
    if let shadow = shadows.withLock({ $0[profile] }) { return shadow }
    let shadow = try await ShadowTransport.client(of: try connect(profile), clock: { WallClock.microseconds })
    // Of two at once the first stays: what it was told must not be lost.
    return shadows.withLock { shadows in
      let kept = shadows[profile] ?? shadow
      shadows[profile] = kept
      return kept
    }
  }
}
