import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.15
  static func destroy(_ kms: KMS) -> Command {
    Command(
      "destroy", "destroy the material of objects for good",
      discussion: """
        Takes identifiers that you saw: never a tag or a pattern. An active object is refused here: revoke it first, \
        or use `retire`, which does both and shows what goes with it.
        """,
      effect: .destructive, operations: ["Destroy"],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, required: true, help: "one object or a list")
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $key = create
          revoke $key
          destroy $key
          """, "revoke first, then destroy"),
        Example(
          """
          let $key = create activate=false
          destroy $key
          """, "a key that was never active"),
      ]
    ) { invocation in
      let ids = invocation.arguments.ids("objects")
      // All are looked at before the first is touched: an active one among many costs none.
      for id in ids { try await kms.refuseActive(id) }
      return try await kms.each(ids) { id in [("state", .enumeration(try await kms.destroy(id).word))] }
    }
  }
}

extension KMS {
  fileprivate func refuseActive(_ id: String) async throws {
    let object = try await object(id)
    StatementTrace.current?.note(id, before: object.state)
    guard object.state == State.active.word else { return }
    throw CommandError(
      .refusedLocally, "\(object.caption) is active and is not destroyed",
      hint: "revoke it first:  revoke \(id) reason=cessation-of-operation", reason: .wrongKeyLifecycleState)
  }

  func destroy(_ id: String) async throws -> State {
    _ = try await perform(Destroy(uniqueIdentifier: .text(id)), on: [id])
    return .destroyed
  }
}

extension Snapshot {
  /// For messages: the name and the identifier.
  var caption: String { name.map { "\"\($0)\" \(id)" } ?? id }
}
