public import KMSInterpreter

/// What a profile lets statements do.
public struct Policy: Hashable, Sendable {
  /// Nothing that changes or destroys.
  public var isReadOnly = false
  /// The first rule that fits decides; what none fits is allowed.
  public var rules: [Rule] = []
  /// Objects that one run may destroy.
  public var maxDestroys: Int?
  /// What lets key material out.
  public var allowsExport = true
  public var allowsReveal = true
  /// How many people must have approved a plan; with any, writes go by `kmsh apply` alone.
  public var approvals = 0
  /// Their public keys.
  public var approvers: [String] = []
  /// Whether the approval of whoever applies the plan counts.
  public var countsRunner = false

  public init() {}

  public struct Rule: Hashable, Sendable {
    public var allows: Bool
    /// Every effect if nothing is said.
    public var effect: Command.Effect?
    /// Patterns with `*` and `?`.
    public var command: String
    public var id: String

    public init(allows: Bool, effect: Command.Effect? = nil, command: String = "*", id: String = "*") {
      self.allows = allows
      self.effect = effect
      self.command = command
      self.id = id
    }
  }
}

extension Policy {
  /// Why a command must not run on objects, or nothing if it may.
  func problem(_ command: Command, on ids: [String]) -> String? {
    if let problem = plainProblem(command) { return problem }
    for id in ids.isEmpty ? [""] : ids {
      let rule = rules.first { $0.fits(command) && Glob($0.id).matches(id) }
      if let rule, !rule.allows { return "a rule of the profile denies it: \(rule)" }
    }
    return nil
  }

  /// The same for a command whose objects are not known yet: only what holds for every object.
  func problem(_ command: Command) -> String? {
    if let problem = plainProblem(command) { return problem }
    guard let rule = rules.first(where: { $0.fits(command) }), rule.id == "*", !rule.allows else { return nil }
    return "a rule of the profile denies it: \(rule)"
  }

  private func plainProblem(_ command: Command) -> String? {
    if isReadOnly, command.effect.changesObjects { return "the profile is read-only" }
    if command.name == "reveal" { return allowsReveal ? nil : "the profile has reveal = false" }
    if command.effect == .export, !allowsExport { return "the profile has export = false" }
    return nil
  }
}

extension Policy.Rule: CustomStringConvertible {
  fileprivate func fits(_ command: Command) -> Bool {
    (effect == nil || effect == command.effect) && Glob(self.command).matches(command.name)
  }

  public var description: String {
    let verb = (allows ? "allow " : "deny ") + (effect?.rawValue ?? "*")
    return verb + (command == "*" ? "" : " command=\(command)") + (id == "*" ? "" : " id=\(id)")
  }
}

extension Command.Effect {
  /// Whether it changes what the server keeps.
  var changesObjects: Bool { self == .write || self == .destructive }
}
