import KMIP
public import KMSCommands
public import KMSInterpreter
import KMSSyntax
import Synchronization

/// Holds every statement of a run against a profile's policy.
public final class PolicyGate: Gate {
  private let policy: Policy
  private let others: [String: Policy]
  private let mode: Mode
  private let destroys = Mutex(0)

  public enum Mode: Sendable {
    /// Statements as they are typed or run: no writes where plans have to be approved.
    case direct
    /// A rehearsal, or a plan that has its approvals.
    case planned
  }

  /// - Parameter others: Of the profiles that `as` may name, by their names.
  public init(_ policy: Policy, others: [String: Policy] = [:], _ mode: Mode = .direct) {
    self.policy = policy
    self.others = others
    self.mode = mode
  }

  public func admit(_ invocation: Invocation) async throws {
    let policy = policy(at: invocation.site)
    let problem =
      policy.problem(invocation.command, on: invocation.namedObjects) ?? approvalProblem(invocation.command, policy)
    if let problem { throw Failure(policy: problem, invocation) }
  }

  public func admit(_ write: ProposedWrite) async throws {
    let policy = policy(at: write.invocation.site)
    // A command may act on more than it names, as retire does.
    if let problem = policy.problem(write.invocation.command, on: write.ids) {
      throw Failure(policy: problem, write.invocation)
    }
    guard write.code == .destroy, let most = policy.maxDestroys else { return }
    let count = destroys.withLock { count in
      if count < most { count += 1 } else { return most + 1 }
      return count
    }
    guard count <= most else {
      throw Failure(policy: "the profile has max-destroys = \(most), and as many are destroyed", write.invocation)
    }
  }

  private func policy(at site: Site) -> Policy { site.profile.flatMap { others[$0] } ?? policy }

  private func approvalProblem(_ command: Command, _ policy: Policy) -> String? {
    guard mode == .direct, command.effect.changesObjects else { return nil }
    return policy.approvalProblem
  }
}

extension Policy {
  /// Why nothing is written without a plan, where that is so.
  var approvalProblem: String? {
    guard approvals > 0 else { return nil }
    return "the profile wants a plan with \(approvals) approval\(approvals == 1 ? "" : "s")"
  }
}

extension Failure {
  fileprivate init(policy problem: String, _ invocation: Invocation) {
    self.init(.denied, .denied(invocation.command.name, problem, at: invocation.arguments.span))
  }
}

extension Diagnostic {
  static func denied(_ command: String, _ problem: String, at span: Span) -> Diagnostic {
    let wantsPlan = problem.hasPrefix("the profile wants a plan")
    return Diagnostic(
      .policyDenied, "\(command) is not allowed here: \(problem)", at: span,
      notes: ["nothing was sent"],
      hint: wantsPlan ? "kmsh plan FILE -o plan.json, kmsh approve plan.json, kmsh apply plan.json" : nil)
  }
}
