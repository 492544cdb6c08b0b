import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.49
  static func revoke(_ kms: KMS) -> Command {
    Command(
      "revoke", "deactivate objects, or mark them compromised",
      discussion: "key-compromise and ca-compromise make an object compromised, every other reason deactivates it.",
      effect: .destructive, operations: ["Revoke"],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, required: true, help: "one object or a list"),
        RevocationOptions.reason, RevocationOptions.message,
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          revoke $key reason=cessation-of-operation
          """, "a key that is no longer needed"),
        Example(
          """
          let $key = create
          revoke $key reason=key-compromise message="laptop lost"
          """, "a key that leaked"),
      ]
    ) { invocation in
      let reason = RevocationOptions(invocation.arguments)
      return try await kms.each(invocation.arguments.ids("objects")) { id in
        _ = try await kms.perform(Revoke(uniqueIdentifier: .text(id), revocationReason: reason.reason), on: [id])
        return [("state", .enumeration(reason.state.word))]
      }
    }
  }
}

/// Why an object is revoked, and what it becomes (KMIP 2.1 §4.47).
struct RevocationOptions {
  static let reason = CommandParameter(
    "reason", .word(RevocationReasonCode.self, "revocation reason"), help: "cessation-of-operation if left out")
  static let message = CommandParameter("message", .text, help: "kept with the reason")

  let reason: RevocationReason

  init(_ arguments: Arguments) {
    reason = RevocationReason(
      revocationReasonCode: arguments.enumeration("reason") ?? .cessationOfOperation,
      revocationMessage: arguments.text("message"))
  }

  var state: State {
    reason.revocationReasonCode == .keyCompromise || reason.revocationReasonCode == .caCompromise
      ? .compromised : .deactivated
  }
}
