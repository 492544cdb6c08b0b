public import AuditLog

/// What a plan is about to be applied with.
public struct PlanSetting: Sendable {
  public var target: Plan.Target
  public var script: Plan.ScriptFile
  public var includes: [Plan.ScriptFile]
  public var policy: Policy
  /// The public key by which whoever applies it approves plans, if there is one.
  public var runner: String?
  public var now: Timestamp

  public init(
    target: Plan.Target, script: Plan.ScriptFile, includes: [Plan.ScriptFile], policy: Policy, runner: String?,
    now: Timestamp
  ) {
    self.target = target
    self.script = script
    self.includes = includes
    self.policy = policy
    self.runner = runner
    self.now = now
  }
}

extension Plan {
  /// Why it must not be applied in a setting, or nothing if it may.
  public func problem(in setting: PlanSetting) -> PlanProblem? {
    expiry(setting.now) ?? scripts(setting) ?? server(setting.target) ?? approval(setting)
  }

  private func expiry(_ now: Timestamp) -> PlanProblem? {
    guard let end = Timestamp(expires) else { return denial("the plan does not say when it expires") }
    guard end <= now else { return nil }
    return .expired(self)
  }

  private func scripts(_ setting: PlanSetting) -> PlanProblem? {
    guard setting.script.sha256 == script.sha256 else {
      return denial("\(setting.script.path) is not the script that was planned: its SHA-256 is another")
    }
    for include in includes {
      guard setting.includes.contains(where: { $0.sha256 == include.sha256 }) else {
        return denial("\(include.path), which the script uses, is not as it was planned")
      }
    }
    guard setting.includes.count == includes.count else { return denial("the script uses other files than planned") }
    return nil
  }

  private func server(_ here: Target) -> PlanProblem? {
    guard here.server == target.server else {
      return denial(
        "the plan is for \(target.server), this is \(here.server)", hint: "choose its --profile or --server")
    }
    guard here.identity == target.identity else {
      return denial("the plan is for the identity \(target.identity), this is \(here.identity)")
    }
    return nil
  }

  private func approval(_ setting: PlanSetting) -> PlanProblem? {
    let wanted = setting.policy.approvals
    let counted = countedApprovals(under: setting.policy, runner: setting.runner)
    guard counted.count < wanted else { return nil }
    let ignored = approvals.count - counted.count
    let others = ignored > 0 ? "; \(ignored) more do not count: not trusted, not valid, or the runner's own" : ""
    return PlanProblem(
      "the plan has \(counted.count) of \(wanted) approvals\(others)",
      hint: "kmsh approve PLAN, by someone whose key the profile lists", isDenial: true)
  }

  private func denial(_ message: String, hint: String = "plan again") -> PlanProblem {
    PlanProblem(message, hint: hint, isDenial: true)
  }
}
