public import KMSInterpreter
public import KMSSyntax

/// Finds, before anything is sent, what a policy would refuse whatever the objects are.
public struct PolicyCheck: Sendable {
  private let policy: Policy
  private let commands: CommandTable
  private let mode: PolicyGate.Mode

  public init(_ policy: Policy, _ commands: CommandTable, _ mode: PolicyGate.Mode = .direct) {
    self.policy = policy
    self.commands = commands
    self.mode = mode
  }

  /// In the order of the sources.
  public func problems(in program: Program) -> [Diagnostic] {
    program.sources.flatMap { source -> [Diagnostic] in
      guard case .success(let script) = Parser.parseFile(source) else { return [] }
      return script.calls.compactMap { problem($0) }
    }
  }

  private func problem(_ call: Call) -> Diagnostic? {
    guard let command = commands.row(of: call) else { return nil }
    let isUnplanned = mode == .direct && command.effect.changesObjects
    guard let problem = policy.problem(command) ?? (isUnplanned ? policy.approvalProblem : nil) else { return nil }
    return .denied(command.name, problem, at: call.name.span)
  }
}

extension Script {
  /// Every call of a command or of a `def`, wherever it stands.
  fileprivate var calls: [Call] { statements.flatMap { Node.statement($0).calls } }
}

extension Node {
  fileprivate var calls: [Call] {
    let own = if case .call(let call) = self { [call] } else { [Call]() }
    return own + children.flatMap(\.calls)
  }
}
