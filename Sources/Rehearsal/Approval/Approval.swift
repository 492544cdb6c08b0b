import Crypto
import FoundationEssentials

/// One person's word for a plan.
public struct Approval: Codable, Hashable, Sendable {
  public var name: String
  /// Ed25519, in hexadecimal.
  public var publicKey: String
  public var at: String
  public var signature: String

  public init(name: String, publicKey: String, at: String, signature: String) {
    self.name = name
    self.publicKey = publicKey
    self.at = at
    self.signature = signature
  }

  /// What is signed: the plan by its hash, and until when it may be applied.
  static func text(of plan: Plan, name: String, at: String) -> String {
    """
    kmsh plan approval
    plan \(plan.hash)
    expires \(plan.expires)
    by \(name)
    at \(at)

    """
  }

  /// Whether the key that it names has signed this very plan.
  public func isValid(for plan: Plan) -> Bool {
    guard let key = Hex.bytes(publicKey), let signature = Hex.bytes(signature),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return false }
    return publicKey.isValidSignature(signature, for: Array(Self.text(of: plan, name: name, at: at).utf8))
  }
}

extension Plan {
  /// Adds an approval; a key that has approved before counts once, with its last word.
  public mutating func add(_ approval: Approval) {
    approvals.removeAll { $0.publicKey == approval.publicKey }
    approvals.append(approval)
  }

  /// Approvals that count: signed by a trusted key, each key once, the runner's own only where the policy lets it.
  /// - Parameter runner: The public key of whoever applies the plan, if there is one.
  public func countedApprovals(under policy: Policy, runner: String?) -> [Approval] {
    var seen: Set<String> = []
    return approvals.filter { approval in
      policy.approvers.contains(approval.publicKey) && (policy.countsRunner || approval.publicKey != runner)
        && approval.isValid(for: self) && seen.insert(approval.publicKey).inserted
    }
  }
}
