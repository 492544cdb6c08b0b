import KMIP
import KMSInterpreter

extension Command {
  /// KMIP 2.1 §6.1.49 and §6.1.15: both, for an object and the linked half of its pair.
  static func retire(_ kms: KMS, _ console: any Console) -> Command {
    Command(
      "retire", "revoke and destroy objects, with the linked halves of pairs",
      discussion: """
        A private key takes its public key with it, and the other way round; what goes is shown before it goes. \
        Certificates stay.
        """,
      effect: .destructive, operations: ["Get Attributes", "Revoke", "Destroy"],
      parameters: [
        CommandParameter("objects", .id(many: true), .rest, required: true, help: "one object or a list"),
        RevocationOptions.reason, RevocationOptions.message,
      ],
      returns: .table,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          retire $pair.private
          """, "both halves of a pair"),
        Example(
          """
          let $key = create
          retire $key reason=superseded
          """, "a symmetric key"),
      ]
    ) { invocation in
      let objects = try await kms.withHalves(invocation.arguments.ids("objects"))
      for object in objects { console.say("retiring \(object.type ?? "object") \(object.caption)") }
      let reason = RevocationOptions(invocation.arguments)
      let byID = Dictionary(objects.map { ($0.id, $0) }) { first, _ in first }
      return try await kms.each(objects.map(\.id)) { id in
        if byID[id]?.state == State.active.word || StatementTrace.current?.isOpen(.revoke, on: id) == true {
          _ = try await kms.perform(Revoke(uniqueIdentifier: .text(id), revocationReason: reason.reason), on: [id])
        }
        let type = byID[id]?.type.map(Value.enumeration) ?? .none
        return [("type", type), ("state", .enumeration(try await kms.destroy(id).word))]
      }
    }
  }
}

extension KMS {
  /// The objects and the other halves of those that are halves of a pair, once each.
  fileprivate func withHalves(_ ids: [String]) async throws -> [Snapshot] {
    var objects: [Snapshot] = []
    var seen: Set<String> = []
    for id in ids + (StatementTrace.current?.earlierObjects ?? []) where seen.insert(id).inserted {
      let object = try await object(id)
      objects.append(object)
      let half = object.type == ObjectType.privateKey.word ? object.link("public-key") : object.link("private-key")
      guard object.isHalf, let half, seen.insert(half).inserted else { continue }
      objects.append(try await self.object(half))
    }
    for object in objects { StatementTrace.current?.note(object.id, before: object.state) }
    return objects.filter { object in
      let isGone = object.state == State.destroyed.word || object.state == State.destroyedCompromised.word
      return !isGone || StatementTrace.current?.mayHaveDestroyed(object.id) == true
    }
  }
}

extension Snapshot {
  fileprivate var isHalf: Bool { type == ObjectType.privateKey.word || type == ObjectType.publicKey.word }
}
